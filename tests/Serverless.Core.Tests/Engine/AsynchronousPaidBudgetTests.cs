using Serverless.Algorithms;
using Serverless.Core.Budgets;
using Serverless.Core.Devices;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using static Serverless.Core.Tests.Engine.AsynchronousSamples;

namespace Serverless.Core.Tests.Engine;

/// <summary>Asynchronous searches, run in process, that end because of the GPU seconds they used or their cost.</summary>
public sealed class AsynchronousPaidBudgetTests
{
    const int WholeEpochs = 9;
    const int LongestRung = 6;

    static readonly PriceTable Prices = new() { Currency = "EUR", CpuPerHour = 3600, CudaPerHour = 7200 };

    /// <remarks>The estimate is five times too low, in the beginning or, with growth, at every time; or there is none.</remarks>
    [Theory]
    [InlineData(200, 1.0, 5.0, 1.0, HalvingVariant.Stopping)]
    [InlineData(1_000, 1.0, 5.0, 1.0, HalvingVariant.Stopping)]
    [InlineData(1_000, 0.2, 1.0, 1.05, HalvingVariant.Stopping)]
    [InlineData(200, null, 5.0, 1.0, HalvingVariant.Stopping)]
    [InlineData(200, 1.0, 5.0, 1.0, HalvingVariant.Promotion)]
    [InlineData(1_000, 0.2, 1.0, 1.05, HalvingVariant.Promotion)]
    [InlineData(200, null, 5.0, 1.0, HalvingVariant.Promotion)]
    public void Run_EstimatesFarTooLow_OverrunsByNoMoreThanARungOfWhatIsUnderWay(
        double limit, double? estimate, double seconds, double growth, HalvingVariant variant)
    {
        var request = Of(new() { GpuSeconds = limit, GpuSecondsPerEpoch = estimate, Trainings = 10_000 }, variant);
        var slowest = 0.0;
        AsynchronousRun? run = null;
        run = Begin(request, epochs =>
        {
            var took = epochs * seconds * Math.Pow(growth, run!.Evaluations.Count);
            slowest = Math.Max(slowest, took);
            return took;
        });

        run.Run(AtRandom(seed: 5)).ShouldBe(StopReason.BudgetGpuSeconds);

        var spent = run.State.Budget.GpuSecondsSpent;
        spent.ShouldBe(run.Evaluations.Sum(evaluation => evaluation.Cost.GpuSeconds), tolerance: 1e-6);
        spent.ShouldBeLessThan(limit + (request.Parallelism!.Value * slowest));
        run.State.Budget.GpuSecondsReserved.ShouldBe(0);
        run.Evaluations.ShouldAllBe(evaluation => evaluation.Failure == null && EvaluationTransitions.IsFinal(evaluation.Status));
    }

    [Theory]
    [InlineData(HalvingVariant.Stopping)]
    [InlineData(HalvingVariant.Promotion)]
    public void Run_EstimatesThatAreRight_PromisesNoSecondThatIsNotThere(HalvingVariant variant)
    {
        var request = Of(new() { GpuSeconds = 500, GpuSecondsPerEpoch = 2, Trainings = 10_000 }, variant);
        var run = Begin(request, epochs => epochs * 2.0);
        var promised = new List<double>();

        run.Run(open =>
        {
            promised.Add(run.State.Budget.GpuSecondsSpent + run.State.Budget.GpuSecondsReserved);
            open.ShouldAllBe(evaluation => !evaluation.IsFinishing);
            return AtRandom(seed: promised.Count)(open);
        }).ShouldBe(StopReason.BudgetGpuSeconds);

        promised.Max().ShouldBeInRange(500 - (WholeEpochs * 2.0), 500 + 1e-6);
        run.State.Budget.GpuSecondsSpent.ShouldBeInRange(500 - (WholeEpochs * 2.0), 500);
        var mayWait = variant == HalvingVariant.Promotion;
        run.Evaluations.ShouldAllBe(
            evaluation => evaluation.Status == EvaluationStatus.Completed
                || evaluation.Status == EvaluationStatus.EarlyStopped
                || (mayWait && evaluation.Status == EvaluationStatus.Abandoned),
            "what was begun came to its end, or waited");
    }

    [Fact]
    public void Run_CostOnCpus_IsPaidByWorkerSeconds()
    {
        var request = Of(new() { Cost = 300, Prices = Prices, Trainings = 10_000 });
        var run = Begin(request, epochs => epochs, "cpu");

        run.Run(AtRandom(seed: 7)).ShouldBe(StopReason.BudgetCost);

        run.State.Budget.CostSpent.ShouldBe(run.State.Budget.WorkerSeconds, tolerance: 1e-6);
        run.State.Budget.CostSpent.ShouldBeInRange(300 - WholeEpochs, 300 + (LongestRung * request.Parallelism!.Value));
        run.State.Budget.CostReserved.ShouldBe(0);
    }

    /// <remarks>A replay knows what the whole of an evaluation took, and not what each rung did.</remarks>
    [Fact]
    public void Replay_ShortOfGpuSeconds_IsToldByTheJournalWhatDidNotGoOn()
    {
        var request = Of(new() { GpuSeconds = 200, GpuSecondsPerEpoch = 1, Trainings = 10_000 });
        AsynchronousRun? run = null;
        run = Begin(request, epochs => epochs * Math.Pow(1.4, run!.Evaluations.Count));
        var arrivals = new List<IReadOnlyList<Arrival>>();
        var isShort = new List<bool>();
        var arrive = AtRandom(seed: 5);
        run.Run(open =>
        {
            isShort.Add(run.IsShort);
            arrivals.Add(arrive(open));
            return arrivals[^1];
        });
        ArrivalSet[] journal =
        [
            .. isShort.Append(run.IsShort).Select((isShort, turn) => new ArrivalSet
            {
                Generation = turn,
                Arrivals = turn == 0 ? [] : arrivals[turn - 1],
                Wanted = run.Evaluations.Count(evaluation => evaluation.Generation == turn),
                IsShort = isShort,
            }),
        ];

        journal.ShouldContain(turn => turn.IsShort);
        run.Evaluations.ShouldContain(evaluation => evaluation.Error != null && evaluation.Error.StartsWith(Outcomes.NotAffordable, StringComparison.Ordinal));
        JournalReplay.FindDifference(request, request.Budgets, journal, run.Evaluations, run.Front!).ShouldBeNull();
    }

    static SearchRequest Of(BudgetLimits budgets, HalvingVariant variant = HalvingVariant.Stopping) => WithRungs with
    {
        Algorithm = new AlgorithmSpecification { Name = "random" }.Completed(),
        Budgets = budgets,
        Promotion = WithRungs.Promotion! with { Variant = variant },
    };

    static AsynchronousRun Begin(SearchRequest request, Func<int, double> secondsOf, string device = "cuda:0")
    {
        var ladder = RungLadder.Of(request);
        Enumerable.Range(1, ladder.Count).Max(ladder.EpochsAddedBy).ShouldBe(LongestRung);
        return new AsynchronousRun(new TrainingEvaluator(request, new Dictionary<string, DeviceDefinition>()), TimedTrainings.On(request, device, secondsOf));
    }
}
