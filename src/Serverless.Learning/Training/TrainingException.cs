namespace Serverless.Learning.Training;

/// <summary>A training failed in itself: the loss is no finite number any more.</summary>
public sealed class TrainingException : Exception
{
    public TrainingException(string message)
        : base(message)
    {
    }
}
