using Serverless.Algorithms.Populations;
using Serverless.Spaces;

namespace Serverless.Algorithms.Proposals;

/// <summary>The proposals that wait for an observation, in proposal order.</summary>
sealed class PendingObservations(SearchSpace space, IReadOnlyList<ProposedCandidate> pending)
{
    readonly List<ProposedCandidate> _pending = [.. pending];
    readonly HashSet<CandidateId> _ids = [.. pending.Select(proposal => proposal.Id)];

    public IReadOnlyList<ProposedCandidate> InOrder => _pending.ToArray();

    public bool Contains(CandidateId id) => _ids.Contains(id);

    public void Add(ProposedCandidate proposal)
    {
        _pending.Add(proposal);
        _ids.Add(proposal.Id);
    }

    /// <summary>Removes the observed proposals.</summary>
    /// <param name="observations">The observations, in any order.</param>
    /// <param name="objectiveCount">The number of objectives; 0 if it is not known.</param>
    /// <param name="metricCount">The number of metrics besides them; 0 if it is not known or there are none.</param>
    /// <returns>The observed members, in proposal order.</returns>
    /// <exception cref="ArgumentException">See <see cref="ISearchAlgorithm.Tell"/>; nothing has been changed.</exception>
    public IReadOnlyList<Member> Take(IReadOnlyList<Observation> observations, ref int objectiveCount, int metricCount = 0)
    {
        var waiting = _pending.ToDictionary(proposal => proposal.Id);
        var told = new Dictionary<CandidateId, Observation>();
        var count = objectiveCount;
        foreach (var observation in observations)
        {
            if (Fault(observation, waiting, ref count, ref metricCount) is { } fault)
            {
                throw new ArgumentException($"Candidate {observation.Candidate} {fault}.", nameof(observations));
            }

            if (!told.TryAdd(observation.Candidate, observation))
            {
                throw new ArgumentException($"Candidate {observation.Candidate} is reported twice.", nameof(observations));
            }
        }

        objectiveCount = count;
        Member[] members = [.. _pending.Where(proposal => told.ContainsKey(proposal.Id)).Select(proposal => Join(proposal, told[proposal.Id]))];
        _pending.RemoveAll(proposal => told.ContainsKey(proposal.Id));
        _ids.ExceptWith(told.Keys);
        return members;
    }

    /// <summary>Removes proposals that will not be observed.</summary>
    /// <returns>The removed proposals, in proposal order.</returns>
    /// <exception cref="ArgumentException">A candidate is not pending or is named twice; nothing has been changed.</exception>
    public IReadOnlyList<ProposedCandidate> Drop(IReadOnlyList<CandidateId> candidates)
    {
        var dropped = new HashSet<CandidateId>();
        foreach (var candidate in candidates)
        {
            if (!_ids.Contains(candidate) || !dropped.Add(candidate))
            {
                throw new ArgumentException(
                    $"Candidate {candidate} {(_ids.Contains(candidate) ? "is dropped twice" : "is not waiting for an observation")}.", nameof(candidates));
            }
        }

        ProposedCandidate[] taken = [.. _pending.Where(proposal => dropped.Contains(proposal.Id))];
        _pending.RemoveAll(proposal => dropped.Contains(proposal.Id));
        _ids.ExceptWith(dropped);
        return taken;
    }

    static string? Fault(Observation observation, Dictionary<CandidateId, ProposedCandidate> waiting, ref int objectiveCount, ref int metricCount)
    {
        if (!waiting.TryGetValue(observation.Candidate, out var proposal))
        {
            return "is not waiting for an observation";
        }

        if (observation.Fidelity != proposal.Fidelity)
        {
            return $"is reported at fidelity '{observation.Fidelity}', but was proposed at '{proposal.Fidelity}'";
        }

        var isEvaluated = observation.Status == ObservationStatus.Evaluated;
        if (isEvaluated != observation.Objectives.Count > 0)
        {
            return $"is {observation.Status} with {observation.Objectives.Count} objective(s)";
        }

        if (isEvaluated && objectiveCount > 0 && observation.Objectives.Count != objectiveCount)
        {
            return $"has {observation.Objectives.Count} objective(s), but earlier ones had {objectiveCount}";
        }

        if (observation.Metrics.Count > 0 && metricCount > 0 && observation.Metrics.Count != metricCount)
        {
            return $"has {observation.Metrics.Count} metric(s), but earlier ones had {metricCount}";
        }

        metricCount = observation.Metrics.Count > 0 ? observation.Metrics.Count : metricCount;
        objectiveCount = isEvaluated ? observation.Objectives.Count : objectiveCount;
        return null;
    }

    Member Join(ProposedCandidate proposal, Observation observation) => Member.Of(
        new Individual(proposal.Architecture, observation.Status, observation.Objectives, observation.Violation, observation.Fidelity)
        {
            Metrics = observation.Metrics,
            Margins = [.. observation.Margins.Select(margin => (double?)margin)],
        },
        space);
}
