using System.Text.Json.Serialization.Metadata;
using Serverless.Algorithms;
using Serverless.Application.Storage;
using Serverless.Application.Telemetry;
using Serverless.Core;
using Serverless.Core.Evaluations;
using Serverless.Core.Engine;
using Serverless.Core.Evaluators;
using Serverless.Core.Searches;
using Serverless.Spaces;

namespace Serverless.Application.Searches;

/// <summary>Reads and writes the documents of a search's generations.</summary>
public sealed class SearchGenerations(IDocumentStore store)
{
    /// <summary>Reads the proposed candidates.</summary>
    /// <exception cref="DocumentException">The blob is missing or broken.</exception>
    public async Task<IReadOnlyList<ProposedCandidate>> ReadCandidatesAsync(
        string searchId, int generation, CancellationToken cancellation) =>
        (await store.ReadAsync(BlobPaths.Candidates(searchId, generation), CoreJson.Default.CandidateSet, cancellation)).Value.Candidates;

    /// <summary>Reads one candidate.</summary>
    /// <exception cref="DocumentException">The blob is missing or broken, or has no such candidate.</exception>
    public async Task<ProposedCandidate> ReadCandidateAsync(string searchId, int generation, int index, CancellationToken cancellation)
    {
        var candidates = await ReadCandidatesAsync(searchId, generation, cancellation);
        return index < candidates.Count
            ? candidates[index]
            : throw new DocumentException(
                BlobPaths.Candidates(searchId, generation), $"holds {candidates.Count} candidates, none at index {index}.");
    }

    /// <summary>Finds a candidate's evaluation after a rung below the last; null when it has not reached the rung, or the rung is 0.</summary>
    /// <exception cref="DocumentException">The blob is broken, or belongs to another candidate.</exception>
    public async Task<Evaluation?> FindRungOutcomeAsync(
        string searchId, int generation, int rung, CandidateId candidate, CancellationToken cancellation)
    {
        var path = BlobPaths.RungOutcome(searchId, generation, rung, candidate);
        var found = rung < 1 ? null : await store.FindAsync(path, CoreJson.Default.Evaluation, cancellation);
        return found is null || found.Value.Candidate == candidate
            ? found?.Value
            : throw new DocumentException(path, $"holds the outcome of {found.Value.Candidate}.");
    }

    /// <summary>Reads the proposed candidates with their architectures.</summary>
    /// <exception cref="DocumentException">The blob is missing or broken, or has a candidate of another space.</exception>
    public async Task<IReadOnlyList<Candidate>> ReadCandidatesAsync(
        string searchId, int generation, CandidateEvaluator evaluator, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        var source = BlobPaths.Candidates(searchId, generation);
        var proposed = await ReadCandidatesAsync(searchId, generation, cancellation);
        return [.. proposed.Select(candidate => new Candidate(candidate, Parse(evaluator.Space, candidate.Architecture, source)))];
    }

    /// <summary>Stores a document that is a function of what is stored already; an existing document stays unchanged.</summary>
    /// <returns>The document as it is stored now.</returns>
    public async Task<T> GetOrCreateAsync<T>(BlobPath path, T value, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        await store.TryCreateAsync(path, value, type, cancellation) ? value : (await store.ReadAsync(path, type, cancellation)).Value;

    /// <summary>Stores how the evaluations of a generation ended, and counts them once; a set that is stored already stays unchanged.</summary>
    /// <returns>The set as it is stored.</returns>
    public async Task<EvaluationSet> GetOrCreateEvaluationsAsync(string searchId, EvaluationSet set, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(set);
        var path = BlobPaths.EvaluationSet(searchId, set.Generation);
        if (!await store.TryCreateAsync(path, set, CoreJson.Default.EvaluationSet, cancellation))
        {
            return (await store.ReadAsync(path, CoreJson.Default.EvaluationSet, cancellation)).Value;
        }

        // Counted as in the outcomes of the search: an evaluation that was given up for a reason of its own has failed.
        foreach (var ended in set.Evaluations.CountBy(evaluation => evaluation.Failure is null ? evaluation.Status : EvaluationStatus.Failed))
        {
            Instruments.Evaluations.Add(ended.Value, new KeyValuePair<string, object?>(AttributeNames.EvaluationStatus, ended.Key.ToString()));
        }

        return set;
    }

    /// <summary>Parses the notation of a candidate that an algorithm proposed.</summary>
    /// <param name="space">The space of the candidate.</param>
    /// <param name="notation">The architecture in the notation of the space.</param>
    /// <param name="source">The blob that the notation comes from.</param>
    /// <exception cref="DocumentException">The notation is not an architecture of the space.</exception>
    public static Architecture Parse(SearchSpace space, string notation, BlobPath source) =>
        space.TryParse(notation, out var architecture, out var error)
            ? architecture
            : throw new DocumentException(source, $"holds an architecture that does not belong to {space.Name}: {error}");
}
