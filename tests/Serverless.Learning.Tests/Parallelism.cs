// Tests here count the live tensors of the whole process, and LibTorch's thread count is one per process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
