using Serverless.Core.Budgets;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;
using static Serverless.Core.Tests.Engine.AsynchronousSamples;

namespace Serverless.Core.Tests.Engine;

public sealed class AsynchronousPromotionTests
{
    const int Trainings = 60;

    static readonly SearchRequest Request = Promoting(WithRungs) with { Budgets = new() { Trainings = Trainings } };

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 1)]
    [InlineData(5, 2.5)]
    public void Run_RandomOrderOfArrivals_BeginsWhatThePublishedGetJobGives(long seed, double reductionFactor)
    {
        var request = Request with { Promotion = Request.Promotion! with { ReductionFactor = reductionFactor } };
        var run = Begin(request);
        var published = new PublishedSuccessiveHalving(rungs: 3, reductionFactor);
        var ends = AtRandom(seed);
        IReadOnlyList<OpenEvaluation> before = [];
        IReadOnlyList<Arrival> arrivals = [];
        var promotions = 0;
        run.Run(open =>
        {
            foreach (var arrival in arrivals.Where(arrival => arrival.Rung < 3))
            {
                var ended = before.First(evaluation => evaluation.Arrival == arrival).Candidate;
                published.Report(ended, arrival.Rung, Trained(run, ended, arrival.Rung));
            }

            // What was under way and has not ended still is; the rest was begun in this turn, in the order of get_job.
            var begun = open.Where(evaluation => before.All(other => other.Arrival != evaluation.Arrival)).ToList();
            foreach (var evaluation in begun)
            {
                var job = published.GetJob();
                (job?.Candidate, job?.Rung ?? 1).ShouldBe((evaluation.Rung > 1 ? evaluation.Candidate : null, evaluation.Rung));
                promotions += job is null ? 0 : 1;
            }

            if (open.Count < request.Parallelism)
            {
                published.GetJob().ShouldBeNull("nothing may wait that could go on while there is room");
            }

            before = open;
            arrivals = ends(open);
            return arrivals;
        }).ShouldBe(StopReason.BudgetTrainings);

        promotions.ShouldBeGreaterThan(10);
        run.Evaluations.Select(evaluation => evaluation.Candidate).ShouldBeUnique();
        run.Evaluations.Count.ShouldBe(Trainings);
        run.Evaluations.Sum(evaluation => evaluation.Rungs!.Count - 1).ShouldBe(promotions);
    }

    [Fact]
    public void Run_ToTheEnd_ThoseThatWaitEndWithTheDecisionOfTheirRungAndBudgetsAreExact()
    {
        var run = Begin(Request);
        var waiting = new List<int>();
        var ends = AtRandom(seed: 2);
        run.Run(open =>
        {
            waiting.Add(run.Waiting.Count);
            var held = run.Waiting.Concat(open).Sum(evaluation => Request.Training.Rungs![evaluation.Rung - 1]);
            (run.State.Budget.TrainingsReserved, run.State.Budget.EpochsReserved).ShouldBe((open.Count + run.Waiting.Count, held));
            return ends(open);
        });

        waiting.Max().ShouldBeGreaterThan(Trainings / 2);
        run.Waiting.ShouldBeEmpty();
        var stopped = run.Evaluations.Where(evaluation => evaluation.Status == EvaluationStatus.EarlyStopped).ToList();
        var completed = run.Evaluations.Where(evaluation => evaluation.Status == EvaluationStatus.Completed).ToList();
        (stopped.Count + completed.Count).ShouldBe(Trainings);
        completed.Count.ShouldBeInRange(6, 20, "one in nine, and those that were ahead when fewer had come");
        completed.ShouldAllBe(evaluation => evaluation.Rungs!.Take(2).All(rung => rung.Decision!.IsPromoted));
        stopped.Select(evaluation => evaluation.Rungs![^1].Decision!).ShouldAllBe(decision =>
            !decision.IsPromoted && decision.Place > decision.LastPlaceKept && decision.LastPlaceKept == decision.Compared / 3);
        run.State.Budget.EpochsSpent.ShouldBe(run.Evaluations.Sum(evaluation => evaluation.Rungs![^1].Epochs));
        (run.State.Budget.TrainingsSpent, run.State.Budget.TrainingsReserved, run.State.Budget.EpochsReserved).ShouldBe((Trainings, 0, 0));
        run.State.Budget.EpochsSaved.ShouldBe((Trainings * 9) - run.State.Budget.EpochsSpent);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void Run_BudgetOfEpochs_IsNeverOverrunAndWhatItDoesNotCoverIsGivenUp(long seed)
    {
        var run = Begin(Request with { Budgets = new() { Epochs = 100 } });
        var ends = AtRandom(seed);
        run.Run(open =>
        {
            (run.State.Budget.EpochsSpent + run.State.Budget.EpochsReserved).ShouldBeLessThanOrEqualTo(100);
            return ends(open);
        }).ShouldBe(StopReason.BudgetEpochs);

        run.State.Budget.EpochsSpent.ShouldBeInRange(92, 100, "less than one whole training is left");
        run.State.Budget.EpochsSpent.ShouldBe(run.Evaluations.Sum(evaluation => evaluation.Rungs![^1].Epochs));
        var abandoned = run.Evaluations.Where(evaluation => evaluation.Status == EvaluationStatus.Abandoned).ToList();
        abandoned.Select(evaluation => evaluation.Rungs![^1].Decision!).ShouldAllBe(decision => decision.IsPromoted);
        abandoned.Select(evaluation => evaluation.Error!).ShouldAllBe(error => error.StartsWith("The search ended first. It was at rung", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_BudgetOfEvaluations_CountsThoseThatWait()
    {
        var run = Begin(Request with { Budgets = new() { Evaluations = 25 } });

        run.Run(AtRandom(seed: 3)).ShouldBe(StopReason.BudgetEvaluations);

        run.Evaluations.Count.ShouldBe(25);
    }

    [Fact]
    public void Turn_Stopping_PromotesNobodyAndEndsThoseThatWaitOnceNothingIsUnderWay()
    {
        var run = Begin(Request);
        run.Turn([]);
        run.Turn([.. Enumerable.Range(0, 5).Select(index => new Arrival(0, index))], wanted: 0, isStopping: true);
        (run.Evaluations.Count, run.Waiting.Count).ShouldBe((0, 5));
        run.Turn([new Arrival(0, 5)], wanted: 0, isStopping: true);
        run.Turn([], wanted: 0, isStopping: true);

        run.Waiting.ShouldBeEmpty();
        run.Evaluations.Count(evaluation => evaluation.Status == EvaluationStatus.EarlyStopped).ShouldBe(4);
        run.Evaluations.Where(evaluation => evaluation.Status == EvaluationStatus.Abandoned).Select(evaluation => evaluation.Error)
            .ShouldBe(Enumerable.Repeat("The search ended first. It was at rung 1.", 2));
    }

    [Fact]
    public void Ending_ManyWait_EndsAsManyAsOneTurnTakes()
    {
        OpenEvaluation[] waiting = [.. Enumerable.Range(0, 1_500).Select(index => new OpenEvaluation { Generation = 0, Index = index, Candidate = default, Rung = 1 })];

        AsynchronousPromotion.Ending([], waiting).Count.ShouldBe(1_000);
        AsynchronousPromotion.Ending([waiting[0]], waiting).ShouldBeEmpty();
    }

    /// <summary>What a training was worth, minimised.</summary>
    static double[] Trained(AsynchronousRun run, CandidateId candidate, int rung)
    {
        var values = run.Pool.First(entry => entry.Candidate == candidate && entry.Rung == rung).Values;
        return [-values[Metric.Accuracy.Name], values[Metric.Macs.Name]];
    }

    /// <summary>Li et al. (2020), algorithm 2, by brute force, with the order of several objectives that this product has.</summary>
    sealed class PublishedSuccessiveHalving(int rungs, double reductionFactor)
    {
        readonly List<(CandidateId Candidate, double[] Values)>[] _rungs = [.. Enumerable.Range(0, rungs - 1).Select(_ => new List<(CandidateId, double[])>())];
        readonly HashSet<(CandidateId, int)> _promoted = [];

        public void Report(CandidateId candidate, int rung, double[] values) => _rungs[rung - 1].Add((candidate, values));

        /// <returns>Who is trained to which rung; null for a new candidate.</returns>
        public (CandidateId Candidate, int Rung)? GetJob()
        {
            for (var rung = _rungs.Length; rung >= 1; rung--)
            {
                var entries = _rungs[rung - 1];
                var top = Ordered(entries).Take((int)Math.Floor((entries.Count / reductionFactor) + 1e-9));
                foreach (var candidate in top.Where(candidate => _promoted.Add((candidate, rung))))
                {
                    return (candidate, rung + 1);
                }
            }

            return null;
        }

        static List<CandidateId> Ordered(List<(CandidateId Candidate, double[] Values)> entries)
        {
            if (entries.Count == 0)
            {
                return [];
            }

            double[] least = [.. Enumerable.Range(0, 2).Select(objective => entries.Min(entry => entry.Values[objective]))];
            double[] range = [.. Enumerable.Range(0, 2).Select(objective => entries.Max(entry => entry.Values[objective]) - least[objective])];
            var left = entries.Select(entry => (entry.Candidate, Point: Scaled(entry.Values))).ToList();
            var order = new List<CandidateId>();
            while (left.Count > 0)
            {
                var front = left.Where(one => !left.Any(other => Dominates(other.Point, one.Point))).ToList();
                var whole = Area(front.Select(one => one.Point));
                order.AddRange(front
                    .OrderByDescending(one => Math.Round(whole - Area(front.Where(other => other.Candidate != one.Candidate).Select(other => other.Point)), 9))
                    .ThenBy(one => one.Candidate.Value, StringComparer.Ordinal)
                    .Select(one => one.Candidate));
                left.RemoveAll(one => front.Contains(one));
            }

            return order;

            double[] Scaled(double[] values) => [.. values.Select((value, objective) => range[objective] > 0 ? (value - least[objective]) / range[objective] : 0)];

            double Area(IEnumerable<double[]> points)
            {
                double[] reference = [.. range.Select(width => (width > 0 ? 1 : 0) + 0.1)];
                var (area, height) = (0.0, reference[1]);
                foreach (var point in points.OrderBy(point => point[0]).ThenBy(point => point[1]).Where(point => point[1] < reference[1]))
                {
                    area += point[1] < height ? (reference[0] - point[0]) * (height - point[1]) : 0;
                    height = Math.Min(height, point[1]);
                }

                return area;
            }
        }

        static bool Dominates(double[] one, double[] other) => one[0] <= other[0] && one[1] <= other[1] && (one[0] < other[0] || one[1] < other[1]);
    }
}
