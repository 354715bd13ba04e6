using Serverless.Learning.Generators;

namespace Serverless.Learning.Tests.Generators;

/// <summary>Stores states in memory, and ends the fit at some of them, like a process that is killed.</summary>
/// <param name="ends">The stage at which to end, and the number of states of it that have been stored since the fit began or continued.</param>
sealed class TwiceKilledFit(params (string Stage, int After)[] ends) : IFitCheckpoints
{
    readonly Dictionary<string, byte[]> _states = [];
    readonly Queue<(string Stage, int After)> _ends = new(ends);
    int _kept;

    public byte[]? Find(string stage) => _states.GetValueOrDefault(stage);

    public void Keep(string stage, bool isLast, Func<byte[]> state)
    {
        _states[stage] = state();
        if (_ends.TryPeek(out var end) && end.Stage == stage && ++_kept == end.After)
        {
            _kept = 0;
            _ends.Dequeue();
            throw new OperationCanceledException("Killed.");
        }
    }
}
