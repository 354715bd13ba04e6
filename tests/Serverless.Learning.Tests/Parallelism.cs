using Xunit.Sdk;
using Xunit.v3;

// Tests here count the live tensors of the whole process, and LibTorch's thread count is one per process.
[assembly: Parallelization(Mode = ParallelMode.None)]
