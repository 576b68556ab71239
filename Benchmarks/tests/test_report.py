"""What Benchmarks/report makes of samples."""

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

BENCHMARKS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BENCHMARKS))

from reporting import page, picture, quotes, rows, samples, tables, units  # noqa: E402


def result_of(tmp_path, *lines):
    path = tmp_path / "samples"
    path.write_text("".join("\t".join(map(str, line)) + "\n" for line in lines))
    return samples.document(*samples.read([path]))


def rounds_of(row, *rounds, metric="nanoseconds"):
    """A sample of each contender of each round."""
    for number, contenders in enumerate(rounds):
        for name, value in contenders.items():
            yield "sample", row, number, name, metric, value


@pytest.fixture
def result(tmp_path):
    """wg is slower, libsodium quicker than WGKit; a limit is a quarter of it; an edit is linear."""
    pairs = [{"WGKit": 4 * n, "OpenSSL": 12 * n, "libsodium": 2 * n, "limit: randomness": n}
             for n in (1_000, 5_000, 2_000)]  # fmt: skip
    parsed = [
        line
        for size in (256, 4096)
        for line in rounds_of(f"edit@{size}", {"wgkit": size * 100, "wgconfig": size**2},
                              metric="cpu nanoseconds")
    ]  # fmt: skip
    return result_of(
        tmp_path,
        *rounds_of("pair", *pairs),
        *parsed,
        ("sample", "edit@4096", "peak", "wgkit", "peak bytes", 5_000_000),
        *rounds_of(
            "dump decoded@1000", {"WGKit": 70_000, "limit: walk": 50_000}, metric="cpu nanoseconds"
        ),
        ("sample", "dump decoded@1000", "counted", "WGKit", "allocations", 8),
        ("version", "OpenSSL", "3.0"),
        ("left out", "wg", "wireguard-tools is not installed"),
        ("fact", "receives", 53),
        ("date", "keys", "2026-01-02"),
    )


def figures(result, row, size=None, metric="nanoseconds"):
    (found,) = (one for one in result["rows"] if one["name"] == row)
    return found["sizes"][size][metric]


def test_a_ratio_is_taken_within_a_round(tmp_path):
    # The machine was five times slower in the second round: the medians alone would say 1.
    rounds = ({"WGKit": 10, "other": 20}, {"WGKit": 50, "other": 100}, {"WGKit": 20, "other": 40})
    found = figures(result_of(tmp_path, *rounds_of("pair", *rounds)), "pair")
    assert found["other"]["ratio"] == {"median": 2, "quartiles": [2, 2], "range": [2, 2]}
    assert found["other"]["absolute"]["median"] == 40
    assert found["WGKit"]["ratio"]["median"] == 1


def test_a_contender_without_the_baseline_beside_it_has_no_ratio(tmp_path):
    found = figures(result_of(tmp_path, *rounds_of("pair", {"other": 20})), "pair")
    assert found["other"]["ratio"] is None
    assert found["other"]["absolute"]["median"] == 20


def test_growth_is_the_exponent_between_the_two_largest_sizes(result):
    (row,) = (one for one in result["rows"] if one["name"] == "edit")
    assert row["growth"]["wgkit"] == pytest.approx(1)
    assert row["growth"]["wgconfig"] == pytest.approx(2)


def test_losses_stand_on_the_page_with_what_they_are(result):
    text = "\n".join(page.lines(result))
    losses = text[text.index("## Where others") : text.index("## How far")]
    assert "public key: libsodium, 0.50." in losses
    assert "OpenSSL" not in losses and "wgconfig" not in losses and "randomness" not in losses


def test_a_limit_is_no_loss_and_its_distance_is_printed(result):
    text = "\n".join(page.lines(result))
    limits = text[text.index("## How far") : text.index("## Keys")]
    assert "public key, beside randomness: WGKit 4.00." in limits
    assert "| *limit: randomness* | 0.25 (2.00 µs) |" in text


def test_a_contender_that_is_left_out_is_named_and_not_quoted(result):
    text = "\n".join(page.lines(result))
    assert "- Left out: wg (wireguard-tools is not installed)" in text
    assert "wg is left out: wireguard-tools is not installed" in tables.lines(result)
    assert "| wg |" not in text


def test_what_wgkit_does_by_itself_has_time_and_allocations(result):
    text = "\n".join(page.lines(result))
    assert "| Dump decoded | 70.0 µs (1,000) | 1.40 at 1,000 |  |  | 8 (1,000) |  |" in text


@pytest.mark.parametrize("time, instructions, said", [(40, 10, "with 1.00"), (40, 99, None)])
def test_a_time_that_grows_faster_than_the_size_is_said(tmp_path, time, instructions, said):
    text = "\n".join(
        page.lines(
            result_of(
                tmp_path,
                *rounds_of("scan@10", {"WGKit": 1}, metric="cpu nanoseconds"),
                *rounds_of("scan@100", {"WGKit": time}, metric="cpu nanoseconds"),
                *rounds_of("scan@10", {"WGKit": 1}, metric="instructions"),
                *rounds_of("scan@100", {"WGKit": instructions}, metric="instructions"),
            )
        )
    )
    assert "- Scan: its time grows with 1.60" in text
    assert (f"its instructions {said}" in text) if said else "its instructions" not in text


def test_the_page_says_the_machine_and_not_its_name(result):
    text = "\n".join(page.lines(result))
    assert "2026-01-02" in text and "OpenSSL 3.0" in text and "Linux" in text
    # A release may hold the name of who built it, or of the machine.
    assert re.search(r"Linux [\d.]+, ", text)
    assert str(BENCHMARKS.parent) not in text


def test_the_picture_is_a_drawing_of_all_others(result):
    drawing = ElementTree.fromstring(picture.drawing(result))
    texts = [one.text for one in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert {"libsodium", "OpenSSL", "wgconfig", "0.50", "3.00"} <= set(texts)
    assert "WGKit" not in texts
    fills = [one.get("fill") for one in drawing.iter("{http://www.w3.org/2000/svg}rect")]
    assert fills.count(picture.QUICKER) == 1 and fills.count(picture.LIMIT) == 1


def test_the_readme_quotes_what_stands_on_the_page():
    root = BENCHMARKS.parent
    page_text, readme = ((root / name).read_text("utf-8") for name in ("docs/benchmarks.md",
                                                                        "README.md"))  # fmt: skip
    block = readme.split(quotes.BEGIN)[1].split(quotes.END)[0].strip().splitlines()[2:]
    assert len(block) == len(quotes.QUOTED)
    for line in block:
        title, peers, contender, value = (cell.strip() for cell in line.strip("|").split("|"))
        section = page_text.split(f"### {title}\n")[1].split("###")[0].splitlines()
        names = next(one for one in section if one.startswith("| |")).split("|")
        column = next(place for place, name in enumerate(names) if name.strip() == (peers or "time"))
        (row,) = (one for one in section if one.startswith(f"| {contender} |"))
        assert row.split("|")[column].split()[0] == value


def test_a_run_replaces_what_the_readme_quotes_and_nothing_else(result):
    text = f"above\n{quotes.BEGIN}\nold\n{quotes.END}\nbelow\n"
    written = quotes.replaced(text, result)
    assert written.startswith(f"above\n{quotes.BEGIN}\n| | peers |")
    assert written.endswith(f"\n{quotes.END}\nbelow\n") and "old" not in written
    assert quotes.replaced(written, result) == written


def test_every_row_of_the_page_is_known():
    shown = [name for names in rows.GROUPS.values() for name in names]
    assert sorted(shown) == sorted(rows.ROWS)
    assert set(picture.SHOWN) <= set(shown)
    assert {row for row, _, _ in quotes.QUOTED} <= set(shown)
    assert {row for row, _ in rows.REASONS} <= set(shown)


@pytest.mark.parametrize(
    "text, expected",
    [(units.duration(1234), "1.23 µs"), (units.duration(0.5), "0.50 ns"),
     (units.duration(98_765_432), "98.8 ms"), (units.memory(0), "0"), (units.count(8), "8"),
     (units.memory(2_500_000), "2.50 MB"), (units.count(1_234_567), "1.23 M"),
     (units.ratio(115.4), "115"), (units.ratio(0.654), "0.65"), (units.ratio(0.00284), "0.0028")],
)  # fmt: skip
def test_numbers_have_three_digits(text, expected):
    assert text == expected


def test_the_groups_of_run_are_those_that_it_describes():
    script = BENCHMARKS / "run"
    said = subprocess.run([script, "--help"], capture_output=True, text=True, check=True).stdout
    for file in (BENCHMARKS / "groups").glob("*.bash"):
        text = file.read_text()
        assert f"\n  {file.stem} " in said
        assert f"packages_{file.stem}()" in text and f"measure_{file.stem}()" in text
    refused = subprocess.run([script, "--only", "nothing"], capture_output=True, text=True)
    assert refused.returncode == 1 and "--only takes one of keys" in refused.stderr
