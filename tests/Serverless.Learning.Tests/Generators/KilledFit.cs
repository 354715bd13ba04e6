using Serverless.Learning.Generators;

namespace Serverless.Learning.Tests.Generators;

/// <summary>Stores states in memory, and ends the fit at one of them, like a process that is killed.</summary>
sealed class KilledFit(string stage, int after) : IFitCheckpoints
{
    readonly Dictionary<string, byte[]> _states = [];
    int _kept;

    /// <value>Whether it still has to end the fit.</value>
    public bool IsArmed { get; private set; } = true;

    public byte[]? Find(string stage) => _states.GetValueOrDefault(stage);

    public void Keep(string name, bool isLast, Func<byte[]> state)
    {
        _states[name] = state();
        if (name == stage && IsArmed && ++_kept == after)
        {
            IsArmed = false;
            throw new OperationCanceledException("Killed.");
        }
    }
}
