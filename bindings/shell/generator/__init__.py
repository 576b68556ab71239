"""Makes man pages and completions from the description of wgk's commands."""
