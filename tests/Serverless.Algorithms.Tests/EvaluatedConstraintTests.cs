using Serverless.MultiObjective;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests;

/// <summary>Algorithms with a constraint that is known only after evaluation, like a measured latency: half of the cells break it.</summary>
public sealed class EvaluatedConstraintTests(ITestOutputHelper output)
{
    const int Batch = 8;
    const int Generations = 8;
    const int Settled = 3;
    const double MostExpense = 14;

    [Fact]
    public void Ask_AConstraintThatIsToldByTheWay_ProposesFewerThatBreakItThanRandomSearch()
    {
        var (random, _) = Run("random", tellsMargins: true);
        var (evolved, _) = Run("nsga2", tellsMargins: true);
        var (verdicts, knowing) = Run("gp-ehvi", tellsMargins: false);
        var (margins, measuring) = Run("gp-ehvi", tellsMargins: true);
        output.WriteLine($"random {random}, nsga2 {evolved}, gp-ehvi by verdicts {verdicts}, by margins {margins}; volumes {knowing} and {measuring}");

        random.ShouldBeInRange(60, 100, "of 120");
        evolved.ShouldBeLessThan(random * 3 / 4);
        margins.ShouldBeLessThan(random * 3 / 4);
        margins.ShouldBeLessThan(verdicts, "by how much tells more than whether");
        measuring.ShouldBeGreaterThan(knowing);
    }

    [Fact]
    public void State_WithMargins_GoesOnAsTheAlgorithmDoes()
    {
        var kept = Create("gp-ehvi", 1, null);
        for (var generation = 0; generation < 4; generation++)
        {
            var asked = kept.Ask(Batch);
            kept.Tell([.. asked.Select((proposal, place) => place == 0 ? Tell(proposal) with { Margins = [double.NaN] } : Tell(proposal))]);
        }

        var json = System.Text.Json.JsonSerializer.Serialize(kept.State, AlgorithmsJson.Default.AlgorithmState);
        var resumed = Create("gp-ehvi", 1, System.Text.Json.JsonSerializer.Deserialize(json, AlgorithmsJson.Default.AlgorithmState));

        resumed.Ask(Batch).Select(proposal => proposal.Id).ShouldBe(kept.Ask(Batch).Select(proposal => proposal.Id));
    }

    /// <summary>How many that break it were proposed once the first generations had told of it, and the hypervolume of what was found, over three seeds.</summary>
    static (int Broken, double Volume) Run(string name, bool tellsMargins)
    {
        var (broken, volume) = (0, 0.0);
        foreach (var seed in new[] { 1, 2, 3 })
        {
            var algorithm = Create(name, seed, null);
            var points = new List<double>();
            for (var generation = 0; generation < Generations; generation++)
            {
                var told = algorithm.Ask(Batch).Select(Tell).ToList();
                broken += generation >= Settled ? told.Count(observation => observation.Status == ObservationStatus.Infeasible) : 0;
                points.AddRange(told.SelectMany(observation => observation.Objectives));
                algorithm.Tell([.. told.Select(observation => tellsMargins ? observation : observation with { Margins = [] })]);
            }

            volume += Hypervolume.Of([.. points], [0, MostExpense + 1]);
        }

        return (broken, volume);
    }

    static Observation Tell(ProposedCandidate proposal)
    {
        var expense = ClosedForm.Objectives(proposal.Architecture)[1];
        var margin = expense > 0 ? Math.Log(expense / MostExpense) : -1;
        return (margin > 0 ? new Observation(proposal.Id, ObservationStatus.Infeasible, [], expense - MostExpense) : ClosedForm.Evaluate(proposal)) with
        {
            Margins = [margin],
        };
    }

    static ISearchAlgorithm Create(string name, long seed, AlgorithmState? state) =>
        SearchAlgorithms.Create(TestAlgorithms.Specification(name), new NasBench201Space(), seed, state);
}
