using Serverless.Spaces;

namespace Serverless.Core.Searches;

/// <summary>One line of <c>{id}/history.jsonl</c>: the front after one more evaluation, in proposal order.</summary>
/// <param name="Evaluation">How many evaluations have completed, this one included.</param>
/// <param name="Generation">The generation it belongs to.</param>
/// <param name="Candidate">The candidate evaluated.</param>
/// <param name="FrontSize">Members of the front after it.</param>
/// <param name="Hypervolume">Dominated volume after it.</param>
public sealed record HistoryEntry(int Evaluation, int Generation, CandidateId Candidate, int FrontSize, double Hypervolume);
