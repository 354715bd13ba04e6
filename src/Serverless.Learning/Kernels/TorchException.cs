namespace Serverless.Learning.Kernels;

/// <summary>libtorch cannot be loaded, or does not compute right on this machine; the message says what to do.</summary>
public sealed class TorchException : Exception
{
    public TorchException(string message)
        : base(message)
    {
    }

    public TorchException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
