using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Functions.Activities;

namespace Serverless.Functions.Tests.Activities;

/// <summary>Runs an asynchronous search turn by turn; one evaluation ends before each turn.</summary>
static class TurnRun
{
    public const int Parallelism = 3;
    public const int PoolSize = 60;
    static readonly CancellationToken Never = CancellationToken.None;

    public static SearchRequest Request(double minimumCorrelation, int trainings) => TestRequests.Small(Random.Shared.NextInt64()) with
    {
        Algorithm = new() { Name = "random" },
        Constraints = [],
        Budgets = new() { Trainings = trainings },
        Mode = SearchMode.Asynchronous,
        Parallelism = Parallelism,
        Surrogate = new()
        {
            Kind = SurrogateKind.Ridge,
            PoolSize = PoolSize,
            Ensemble = 3,
            StartupTrials = 8,
            MinimumCorrelation = minimumCorrelation,
            Exploration = 0.2,
        },
    };

    /// <value>An asynchronous search without a surrogate, with rungs after 1 and 3 epochs.</value>
    public static SearchRequest WithRungs
    {
        get
        {
            var small = TestRequests.Small(Random.Shared.NextInt64());
            return small with
            {
                Training = small.Training with { Epochs = 3, Rungs = [1, 3] },
                Promotion = new() { ReductionFactor = 2 },
                Mode = SearchMode.Asynchronous,
                Parallelism = Parallelism,
            };
        }
    }

    /// <value>As <see cref="WithRungs"/>, with candidates that wait at a rung.</value>
    public static SearchRequest Promoting
    {
        get
        {
            var request = WithRungs;
            return request with { Promotion = request.Promotion! with { Variant = HalvingVariant.Promotion } };
        }
    }

    /// <summary>Runs a search, to its end or until a turn; one turn may die once. Each fit ends when a further turn has been taken.</summary>
    /// <returns>The writes of the turn that dies, or would.</returns>
    public static async Task<int> RunAsync(
        SearchBench bench, StartedEvaluations engine, int crashIn = -1, int afterWrite = 0, int until = int.MaxValue, bool fits = true, Func<string, Task>? fit = null, int from = 0)
    {
        if (from == 0)
        {
            await bench.BeginAsync();
        }

        Arrival[] heard = [];
        var (fitted, writes) = (new HashSet<string>(), 0);
        StopReason? reason = null;
        for (var turn = from; reason is null && turn < until; turn++)
        {
            var (before, ordered) = (bench.Store.Writes, engine.Fits.ToArray());
            bench.Store.CrashAfter = turn == crashIn && afterWrite > 0 ? before + afterWrite : 0;
            var input = new TakeTurnInput(bench.SearchId, turn, SearchBench.Noon.AddMinutes(turn), GenerationRun.Terms, heard, LooksAtAll: false, IsStopping: false);
            TurnTaken? taken = null;
            await GenerationRun.RetryAsync(async () => taken = await bench.Activity<TakeTurnActivity>().TakeAsync(input, engine, Never));
            taken.ShouldNotBeNull().IsTaken.ShouldBeTrue();
            reason = taken.StopReason;
            writes = turn == crashIn ? bench.Store.Writes - before : writes;
            foreach (var surrogate in ordered.Where(surrogate => fits && fitted.Add(surrogate)))
            {
                await (fit ?? bench.FitAsync)(surrogate);
            }

            var open = (await bench.Store.ReadAsync(BlobPaths.Open(bench.SearchId, turn), CoreJson.Default.OpenEvaluations, Never)).Value.Evaluations;
            OpenEvaluation[] evaluated = [.. open.Where(evaluation => !evaluation.IsKnown)];
            heard = [];
            if (evaluated.Length > 0 && evaluated.Length == open.Count)
            {
                var next = evaluated[turn * 5 % evaluated.Length];
                await new GenerationRun(bench, next.Generation).EvaluateAsync(next.Index, next.Rung);
                heard = [next.Arrival];
            }
        }

        return writes;
    }

    public static async Task<(IReadOnlyList<ArrivalSet> Journal, IReadOnlyList<Evaluation> Evaluations)> CourseAsync(SearchBench bench)
    {
        var (journal, evaluations) = (new List<ArrivalSet>(), new List<Evaluation>());
        var turns = bench.Service<SearchTurns>();
        for (var turn = 0; turn < (await bench.Documents.ReadStateAsync(bench.SearchId, Never)).Generation; turn++)
        {
            journal.Add(await turns.ReadJournalAsync(bench.SearchId, turn, mayChoose: true, Never));
            evaluations.AddRange(await bench.EvaluationsAsync(turn));
        }

        return (journal, evaluations);
    }
}
