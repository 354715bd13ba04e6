using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Tests.Engine;

public sealed class JournalReplayTests
{
    static readonly SearchRequest Request = AsynchronousSamples.WithRungs;

    readonly List<ArrivalSet> _journal = [];
    readonly IReadOnlyList<Evaluation> _evaluations;
    readonly FrontDocument _front;

    public JournalReplayTests()
    {
        var run = AsynchronousSamples.Begin(Request);
        var ends = AsynchronousSamples.AtRandom(seed: 8);
        Note([]);
        run.Run(open =>
        {
            var arrivals = ends(open);
            Note(arrivals);
            return arrivals;
        });
        (_evaluations, _front) = (run.Evaluations, run.Front!);

        void Note(IReadOnlyList<Arrival> arrivals) => _journal.Add(new ArrivalSet { Generation = _journal.Count, Arrivals = arrivals, Wanted = 0 });
    }

    [Fact]
    public void FindDifference_TheSearchItself_IsNone() => Replay(Journal(), _evaluations).ShouldBeNull();

    [Fact]
    public void FindDifference_OneResultChanged_IsNamedByItsPlace()
    {
        var changed = _evaluations.ToArray();
        changed[7] = changed[7] with { Metrics = new Dictionary<string, double>(changed[7].Metrics) { ["accuracy"] = 1 } };

        Replay(Journal(), changed).ShouldNotBeNull();
    }

    [Fact]
    public void FindDifference_TwoArrivalsSwapped_IsADifference()
    {
        var journal = Journal();
        var place = Enumerable.Range(1, journal.Count - 2).First(turn => journal[turn].Arrivals[0].Generation < turn - 1 && journal[turn + 1].Arrivals[0].Generation < turn - 1);
        (journal[place], journal[place + 1]) = (
            journal[place] with { Arrivals = journal[place + 1].Arrivals }, journal[place + 1] with { Arrivals = journal[place].Arrivals });

        Replay(journal, _evaluations).ShouldNotBeNull();
    }

    [Fact]
    public void FindDifference_OtherSeed_IsADifference() => JournalReplay.FindDifference(
        Request with { Seed = 99 }, Request.Budgets, Journal(), _evaluations, _front).ShouldNotBeNull().ShouldStartWith("Turn ");

    [Fact]
    public void FindDifference_OtherFront_IsADifference() => JournalReplay.FindDifference(
        Request, Request.Budgets, Journal(), _evaluations, _front with { Members = [.. _front.Members.Skip(1)] }).ShouldNotBeNull().ShouldContain("front");

    string? Replay(IReadOnlyList<ArrivalSet> journal, IReadOnlyList<Evaluation> evaluations) =>
        JournalReplay.FindDifference(Request, Request.Budgets, journal, evaluations, _front);

    /// <summary>With what each turn asked for, told by what was evaluated.</summary>
    List<ArrivalSet> Journal() =>
        [.. _journal.Select(turn => turn with { Wanted = _evaluations.Count(evaluation => evaluation.Generation == turn.Generation) })];
}
