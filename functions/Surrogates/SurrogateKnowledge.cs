using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Devices;
using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Core.Tables;
using Serverless.Functions.Searches;
using Serverless.Functions.Tables;

namespace Serverless.Functions.Surrogates;

/// <summary>What is known of a search that a surrogate can learn from, and be judged by.</summary>
public sealed class SurrogateKnowledge(DeviceCatalogue devices, EvaluationCache cache, TableLibrary tables, IDocumentStore store)
{
    /// <summary>Of other searches' evaluations; enough for any kind, and read in seconds.</summary>
    const int MostOfOthers = 2_000;

    /// <summary>Everything evaluated before a generation, in the order of generations and proposals.</summary>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<IReadOnlyList<Evaluation>> ReadEvaluationsAsync(string searchId, int generation, CancellationToken cancellation)
    {
        var evaluations = new List<Evaluation>();
        for (var earlier = 0; earlier < generation; earlier++)
        {
            var set = await store.ReadAsync(BlobPaths.EvaluationSet(searchId, earlier), CoreJson.Default.EvaluationSet, cancellation);
            evaluations.AddRange(set.Value.Evaluations);
        }

        return evaluations;
    }

    /// <summary>What was decided for the generation before; null for the first.</summary>
    /// <exception cref="DocumentException">The blob is missing or broken.</exception>
    public async Task<SurrogateAdvice?> FindAdviceBeforeAsync(string searchId, int generation, CancellationToken cancellation) =>
        generation == 0 ? null : await ReadAdviceAsync(searchId, generation - 1, cancellation);

    /// <summary>What was decided for a generation.</summary>
    /// <exception cref="DocumentException">The blob is missing or broken.</exception>
    public async Task<SurrogateAdvice> ReadAdviceAsync(string searchId, int generation, CancellationToken cancellation) =>
        (await store.ReadAsync(BlobPaths.SurrogateAdvice(searchId, generation), CoreJson.Default.SurrogateAdvice, cancellation)).Value;

    /// <summary>The examples there are in what was evaluated.</summary>
    /// <param name="request">The search's.</param>
    /// <param name="evaluations">Of it, in the order of generations and proposals.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<LearnableExamples> GatherAsync(
        SearchRequest request, IReadOnlyList<Evaluation> evaluations, CancellationToken cancellation)
    {
        var targets = await TargetsAsync(request, cancellation);
        var enough = request.Surrogate?.MinimumEvaluations ?? 1;
        var counts = await CountsAsync(request, cancellation);
        var (fidelity, examples) = SurrogateExamples.Of(request, [.. evaluations.Where(counts)], targets, enough);
        if (request.Surrogate is not { OtherSearches: true })
        {
            return new LearnableExamples(targets, fidelity, examples);
        }

        var own = examples.Select(example => example.Architecture).ToHashSet();
        var others = await cache.ListAsync(request, fidelity, MostOfOthers, cancellation);

        // Each is kept at one fidelity, and has what it found there for its own: to be read as a whole one is.
        var further = SurrogateExamples.Of(request, [.. others.Where(other => own.Add(other.Architecture))], targets, enough: 1);
        return new LearnableExamples(targets, fidelity, [.. examples, .. further.Examples]);
    }

    /// <summary>What counts of a search's evaluations: of a search of a table what is better than chance, of others everything.</summary>
    /// <exception cref="DocumentException">A blob of the table is missing or broken.</exception>
    /// <exception cref="TableException">The table is missing or broken.</exception>
    public async Task<Func<Evaluation, bool>> CountsAsync(SearchRequest request, CancellationToken cancellation)
    {
        if (request.Table is not { } name)
        {
            return _ => true;
        }

        var description = (await tables.ReadAsync(name, cancellation)).Description;
        TableMetric[] metrics = [.. request.Objectives.Select(objective => description.Find(objective.Metric)).OfType<TableMetric>()];
        return evaluation => TableMetric.AllCount(metrics, [.. metrics.Select(metric => evaluation.Metrics.GetValueOrDefault(metric.Column, double.NaN))]);
    }

    /// <summary>The objectives that are to be predicted: neither counted from the architecture nor looked up.</summary>
    /// <exception cref="DocumentException">A device's blob is missing or broken.</exception>
    public async Task<IReadOnlyList<Objective>> TargetsAsync(SearchRequest request, CancellationToken cancellation)
    {
        var lookups = new HashSet<string>();
        foreach (var device in request.Objectives.Select(objective => objective.Device).OfType<string>().Distinct())
        {
            if ((await devices.ReadAsync(device, cancellation)).Kind == DeviceKind.Lookup)
            {
                lookups.Add(device);
            }
        }

        return PredictableObjectives.Of(request.Objectives, request.Table is not null, lookups.Contains);
    }
}
