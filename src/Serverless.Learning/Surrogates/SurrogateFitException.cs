namespace Serverless.Learning.Surrogates;

/// <summary>A surrogate cannot be fitted to a training set: too little is known, or the loss is no finite number any more.</summary>
public sealed class SurrogateFitException : Exception
{
    public SurrogateFitException(string message)
        : base(message)
    {
    }
}
