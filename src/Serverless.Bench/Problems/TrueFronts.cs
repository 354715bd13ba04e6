namespace Serverless.Bench.Problems;

/// <summary>A problem's true fronts, each found once, when it is first asked for. Safe to share between threads.</summary>
public sealed class TrueFronts(TableProblem problem)
{
    readonly Lazy<TrueFront> _tight = new(() => TrueFront.Find(problem, Convention.Tight));
    readonly Lazy<TrueFront> _connected = new(() => TrueFront.Find(problem, Convention.Connected));
    readonly Lazy<TrueFront> _all = new(() => TrueFront.Find(problem, Convention.All));

    public TrueFront this[Convention convention] => convention switch
    {
        Convention.Tight => _tight.Value,
        Convention.Connected => _connected.Value,
        _ => _all.Value,
    };
}
