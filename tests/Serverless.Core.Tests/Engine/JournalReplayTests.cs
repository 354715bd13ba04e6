using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Tests.Engine;

public sealed class JournalReplayTests
{
    static readonly SearchRequest Request = AsynchronousSamples.WithRungs;

    readonly IReadOnlyList<ArrivalSet> _journal;
    readonly IReadOnlyList<Evaluation> _evaluations;
    readonly FrontDocument _front;

    public JournalReplayTests() => (_journal, _evaluations, _front) = Run(Request);

    [Fact]
    public void FindDifference_TheSearchItself_IsNone() => Replay(Journal(), _evaluations).ShouldBeNull();

    [Fact]
    public void FindDifference_LimitsThatWereMeasuredAndAtARung_IsNone()
    {
        var request = Request with
        {
            Constraints =
            [
                new() { Metric = "latencyMs", Device = AsynchronousSamples.Board, AtMost = 13.7 },
                new() { Metric = "accuracy", AtLeast = 78.5, AtEpochs = 1 },
            ],
        };

        var (journal, evaluations, front) = Run(request);

        JournalReplay.FindDifference(request, request.Budgets, Journal(journal, evaluations), evaluations, front).ShouldBeNull();
        var infeasible = evaluations.Where(evaluation => evaluation.Status == EvaluationStatus.Infeasible).ToList();
        infeasible.Count(evaluation => evaluation.Cost.TrainedOn is null).ShouldBeGreaterThan(0, "by their latency");
        infeasible.Count(evaluation => evaluation.Cost.TrainedOn is not null).ShouldBeGreaterThan(0, "by their accuracy at the first rung");
    }

    [Fact]
    public void FindDifference_SearchThatPromotes_IsNoneButWhereAnotherNumberWentOn()
    {
        var request = AsynchronousSamples.Promoting(Request);
        var run = AsynchronousSamples.Begin(request);
        run.Run(AsynchronousSamples.AtRandom(seed: 8));
        var place = run.Journal.First(turn => turn.Promoted > 0).Generation;
        ArrivalSet[] other = [.. run.Journal.Select(turn => turn.Generation == place ? turn with { Promoted = 0 } : turn)];

        JournalReplay.FindDifference(request, request.Budgets with { Trainings = 1_000 }, run.Journal, run.Evaluations, run.Front!).ShouldBeNull();
        JournalReplay.FindDifference(request, request.Budgets, other, run.Evaluations, run.Front!).ShouldNotBeNull();
        JournalReplay.FindDifference(Request, request.Budgets, run.Journal, run.Evaluations, run.Front!).ShouldNotBeNull("the other variant takes another course");
    }

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

    List<ArrivalSet> Journal() => Journal(_journal, _evaluations);

    /// <summary>With what each turn asked for, told by what was evaluated.</summary>
    static List<ArrivalSet> Journal(IReadOnlyList<ArrivalSet> journal, IReadOnlyList<Evaluation> evaluations) =>
        [.. journal.Select(turn => turn with { Wanted = evaluations.Count(evaluation => evaluation.Generation == turn.Generation) })];

    static (IReadOnlyList<ArrivalSet> Journal, IReadOnlyList<Evaluation> Evaluations, FrontDocument Front) Run(SearchRequest request)
    {
        var journal = new List<ArrivalSet>();
        var run = AsynchronousSamples.Begin(request);
        var ends = AsynchronousSamples.AtRandom(seed: 8);
        Note([]);
        run.Run(open =>
        {
            var arrivals = ends(open);
            Note(arrivals);
            return arrivals;
        });
        return (journal, run.Evaluations, run.Front!);

        void Note(IReadOnlyList<Arrival> arrivals) => journal.Add(new ArrivalSet { Generation = journal.Count, Arrivals = arrivals, Wanted = 0 });
    }
}
