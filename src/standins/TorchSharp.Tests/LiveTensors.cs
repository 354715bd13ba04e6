namespace TorchSharp.Tests;

/// <summary>Counts the tensors that a piece of work leaves alive.</summary>
static class LiveTensors
{
    /// <summary>
    /// Tensors alive after the work beyond those alive before it. Negative when the garbage of other tests was finalised meanwhile,
    /// so a test asserts an upper bound.
    /// </summary>
    public static long AddedBy(Action work)
    {
        FinaliseWhatOtherTestsDropped();
        var before = Tensor.TotalCount;
        work();
        return Tensor.TotalCount - before;
    }

    static void FinaliseWhatOtherTestsDropped()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
