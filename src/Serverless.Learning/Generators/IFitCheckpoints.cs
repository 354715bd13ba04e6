namespace Serverless.Learning.Generators;

/// <summary>Stores the progress of a fit, so that it can resume after its process was killed.</summary>
public interface IFitCheckpoints
{
    /// <summary>Returns the last stored state of a stage; null if there is none.</summary>
    /// <param name="stage">The name of the stage, of the letters a to z.</param>
    byte[]? Find(string stage);

    /// <summary>
    /// Replaces the stored state of a stage. Can skip states that follow one another too quickly, but never the last one of a stage.
    /// </summary>
    /// <param name="stage">The name of the stage, of the letters a to z.</param>
    /// <param name="isLast">Whether the stage is finished.</param>
    /// <param name="state">Creates the state; not called if the state is skipped.</param>
    void Keep(string stage, bool isLast, Func<byte[]> state);
}

/// <summary>Stores no checkpoints: for fits that are not interrupted.</summary>
public sealed class NoCheckpoints : IFitCheckpoints
{
    public static NoCheckpoints Instance { get; } = new();

    public byte[]? Find(string stage) => null;

    public void Keep(string stage, bool isLast, Func<byte[]> state)
    {
    }
}
