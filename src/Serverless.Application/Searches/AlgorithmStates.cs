using Serverless.Algorithms;
using Serverless.Application.Logs;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Engine;
using Serverless.Core.Evaluators;
using Serverless.Core.Searches;

namespace Serverless.Application.Searches;

/// <summary>Reads and stores the state of a search's algorithm after each generation.</summary>
/// <remarks>
/// The only part that grows with the search, all candidates ever proposed, is a log (<c>proposals.jsonl</c>), so that each generation writes
/// only its own. The size of the rest is bounded by the algorithm; archives of nondominated candidates can be larger than what is read at once.
/// </remarks>
public sealed class AlgorithmStates(IDocumentStore store)
{
    readonly GenerationLog<ProposalLine> _proposals = new(
        store, CoreJson.Default.ProposalLine, static line => line.Generation, BlobPaths.Proposals, remembers: true);

    /// <summary>Restores the algorithm as the previous generation left it.</summary>
    /// <exception cref="DocumentException">A blob is missing, broken, or belongs to another search.</exception>
    public async Task<ISearchAlgorithm> ReadAsync(string searchId, int generation, CandidateEvaluator evaluator, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        var (request, space, problem) = (evaluator.Request, evaluator.Space, ProblemDefinitions.Of(evaluator));
        if (generation == 0)
        {
            return SearchAlgorithms.Create(request.Algorithm, space, request.Seed, state: null, problem);
        }

        var path = BlobPaths.Algorithm(searchId, generation - 1);
        var state = await store.ReadLargeAsync(path, AlgorithmsJson.Default.AlgorithmState, cancellation);
        var seen = await ReadSeenAsync(searchId, generation, cancellation);
        try
        {
            return SearchAlgorithms.Create(request.Algorithm, space, request.Seed, state with { Seen = Convert.ToBase64String(seen) }, problem);
        }
        catch (ArgumentException mismatch)
        {
            throw new DocumentException(path, $"is not of this search: {mismatch.Message}", mismatch);
        }
    }

    /// <summary>Stores the algorithm as a generation left it; what is stored already stays unchanged.</summary>
    /// <exception cref="DocumentException">The log of proposals is missing, broken, or belongs to another search.</exception>
    public async Task KeepAsync(string searchId, int generation, ISearchAlgorithm algorithm, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        var state = algorithm.State;
        var seen = Convert.FromBase64String(state.Seen);
        var before = await ReadSeenAsync(searchId, generation, cancellation);
        if (!seen.AsSpan().StartsWith(before))
        {
            throw new DocumentException(
                _proposals.PathOf(searchId, generation), "does not begin with what the algorithm has proposed. Start the search again.");
        }

        ProposalLine[] added = seen.Length == before.Length
            ? []
            : [new ProposalLine { Generation = generation, Genotypes = Convert.ToBase64String(seen.AsSpan(before.Length)) }];
        await _proposals.AppendAsync(searchId, generation, added, cancellation);
        await store.TryCreateAsync(
            BlobPaths.Algorithm(searchId, generation), state with { Seen = "" }, AlgorithmsJson.Default.AlgorithmState, cancellation);
    }

    async Task<byte[]> ReadSeenAsync(string searchId, int generation, CancellationToken cancellation)
    {
        var seen = new MemoryStream();
        foreach (var line in await _proposals.ReadBeforeAsync(searchId, generation, cancellation))
        {
            try
            {
                seen.Write(Convert.FromBase64String(line.Genotypes));
            }
            catch (FormatException malformed)
            {
                throw new DocumentException(
                    _proposals.PathOf(searchId, line.Generation), $"has a line of generation {line.Generation} that is not base64. Restore it from a copy.", malformed);
            }
        }

        return seen.ToArray();
    }
}
