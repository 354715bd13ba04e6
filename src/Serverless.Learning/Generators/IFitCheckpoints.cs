namespace Serverless.Learning.Generators;

/// <summary>Where a fit writes down how far it is, so that it goes on from there after its process was killed.</summary>
public interface IFitCheckpoints
{
    /// <summary>The last state that was written for a stage; null when none was.</summary>
    /// <param name="stage">A name of a-z.</param>
    byte[]? Find(string stage);

    /// <summary>Writes a stage's state over the one before; may skip states that follow one another too fast, but never a stage's last one.</summary>
    /// <param name="stage">A name of a-z.</param>
    /// <param name="isLast">Whether the stage is done.</param>
    /// <param name="state">Makes the state; not called when it is skipped.</param>
    void Keep(string stage, bool isLast, Func<byte[]> state);
}

/// <summary>Keeps nothing: a fit that nobody interrupts.</summary>
public sealed class NoCheckpoints : IFitCheckpoints
{
    public static NoCheckpoints Instance { get; } = new();

    public byte[]? Find(string stage) => null;

    public void Keep(string stage, bool isLast, Func<byte[]> state)
    {
    }
}
