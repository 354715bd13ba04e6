using System.Globalization;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Application.Searches;

/// <summary>
/// Stores completed evaluations of all searches, so that none is paid for twice, and measurements of networks that were not trained.
/// </summary>
public sealed class EvaluationCache(IDocumentStore store)
{
    /// <summary>The fidelity name of evaluations that consist of measurements only.</summary>
    const string Untrained = "untrained";

    const string Ending = ".json";

    /// <summary>Finds an evaluation with the same recipe and fidelity; null when there is none.</summary>
    /// <exception cref="DocumentException">The blob is broken.</exception>
    public async Task<Evaluation?> FindAsync(
        SearchRequest request, CandidateId candidate, string fidelity, CancellationToken cancellation) =>
        await FindAsync(PathOf(request, candidate, fidelity), candidate, cancellation);

    /// <summary>Finds the measurements of a candidate's network that constrained searches have made; null when there are none.</summary>
    /// <remarks>They apply to every recipe and seed, since the cost of a network does not depend on its weights.</remarks>
    /// <exception cref="DocumentException">The blob is broken.</exception>
    public Task<Evaluation?> FindMeasuredAsync(SearchRequest request, CandidateId candidate, CancellationToken cancellation) =>
        FindAsync(MeasuredPathOf(request, candidate), candidate, cancellation);

    /// <summary>Stores a completed evaluation at its fidelity, unless one is stored already.</summary>
    public Task AddAsync(SearchRequest request, Evaluation evaluation, CancellationToken cancellation) =>
        store.TryCreateAsync(PathOf(request, evaluation.Candidate, evaluation.Fidelity), evaluation, CoreJson.Default.Evaluation, cancellation);

    /// <summary>Adds missing measurements to a stored evaluation, so that every later search finds the same values.</summary>
    /// <remarks>Existing values stay: when two searches measure at the same time, the values of the first one are kept.</remarks>
    /// <exception cref="DocumentException">The blob is broken.</exception>
    public async Task AddMeasurementsAsync(SearchRequest request, Evaluation evaluation, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(evaluation);
        await CompleteAsync(PathOf(request, evaluation.Candidate, evaluation.Fidelity), evaluation, cancellation);
        var path = MeasuredPathOf(request, evaluation.Candidate);
        if (request.Constraints.Any(constraint => constraint.Device is not null)
            && !await store.TryCreateAsync(path, Measured(evaluation), CoreJson.Default.Evaluation, cancellation))
        {
            await CompleteAsync(path, evaluation, cancellation);
        }
    }

    /// <summary>Lists evaluations with the same recipe, of any seed, in the order of candidate ids.</summary>
    /// <param name="request">The request that gives space, dataset and recipe.</param>
    /// <param name="fidelity">The fidelity of the evaluations.</param>
    /// <param name="most">The maximum number of evaluations.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <exception cref="DocumentException">A blob is broken.</exception>
    public async Task<IReadOnlyList<Evaluation>> ListAsync(
        SearchRequest request, string fidelity, int most, CancellationToken cancellation)
    {
        var evaluations = new List<Evaluation>();
        var prefix = $"{request.Space.Name}/{request.Dataset.Name}/{RecipeHash.Of(request)}/";
        await foreach (var name in store.ListAsync(BlobPaths.Evaluations, prefix, null, cancellation))
        {
            if (evaluations.Count == most)
            {
                break;
            }

            if (IsEntry(Path.GetFileName(name.AsSpan()), fidelity))
            {
                var path = new BlobPath(BlobPaths.Evaluations, name);
                evaluations.Add((await store.ReadAsync(path, CoreJson.Default.Evaluation, cancellation)).Value);
            }
        }

        return evaluations;
    }

    // Results of trainings are in the same folder, with more between the seed and the ending.
    static bool IsEntry(ReadOnlySpan<char> file, string fidelity) =>
        file.StartsWith($"{fidelity}-", StringComparison.Ordinal)
        && file.EndsWith(Ending, StringComparison.Ordinal)
        && long.TryParse(file[(fidelity.Length + 1)..^Ending.Length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    /// <summary>Returns the path at which the evaluation of a candidate is, or would be, stored.</summary>
    public static BlobPath PathOf(SearchRequest request, CandidateId candidate, string fidelity) => BlobPaths.CachedEvaluation(
        request.Space.Name, request.Dataset.Name, RecipeHash.Of(request), candidate, fidelity, request.EvaluationSeed);

    async Task<Evaluation?> FindAsync(BlobPath path, CandidateId candidate, CancellationToken cancellation)
    {
        if (await store.FindAsync(path, CoreJson.Default.Evaluation, cancellation) is not { } found)
        {
            return null;
        }

        return found.Value.Candidate == candidate && found.Value.Status == EvaluationStatus.Completed
            ? found.Value
            : throw new DocumentException(path, $"holds {found.Value.Candidate}, {found.Value.Status}. Delete it.");
    }

    Task<Evaluation> CompleteAsync(BlobPath path, Evaluation evaluation, CancellationToken cancellation) =>
        DocumentUpdates.UpdateAsync(path, async () =>
            await store.FindAsync(path, CoreJson.Default.Evaluation, cancellation) is not { } found
            || Complete(found.Value, evaluation) is not { } completed
            || await store.TryReplaceAsync(path, completed, found.Version, CoreJson.Default.Evaluation, cancellation) ? evaluation : null);

    static BlobPath MeasuredPathOf(SearchRequest request, CandidateId candidate) => BlobPaths.CachedEvaluation(
        request.Space.Name, request.Dataset.Name, RecipeHash.Of(request.Space, request.Dataset, new TrainingRecipe()), candidate, Untrained, seed: 0);

    static Evaluation Measured(Evaluation evaluation) => new()
    {
        Candidate = evaluation.Candidate,
        Architecture = evaluation.Architecture,
        Fidelity = Untrained,
        Status = EvaluationStatus.Completed,
        Metrics = evaluation.Metrics.Where(metric => IsMeasured(evaluation, metric.Key)).ToDictionary(),
        Provenance = evaluation.Provenance.Where(metric => IsMeasured(evaluation, metric.Key)).ToDictionary(),
        Recipe = evaluation.Recipe,
    };

    static bool IsMeasured(Evaluation evaluation, string name) => evaluation.Provenance.GetValueOrDefault(name) == JobFindings.Measured;

    static Evaluation? Complete(Evaluation found, Evaluation evaluation)
    {
        var completed = found;
        foreach (var (name, provenance) in evaluation.Provenance)
        {
            completed = provenance == JobFindings.Measured && !completed.Metrics.ContainsKey(name)
                ? Outcomes.AddMetric(completed, name, evaluation.Metrics[name], provenance)
                : completed;
        }

        return completed == found ? null : completed;
    }
}
