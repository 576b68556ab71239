"""What is made of the samples that Benchmarks/run takes."""
