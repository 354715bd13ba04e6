using Serverless.Algorithms;
using Serverless.Core.Budgets;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Fidelities;

/// <summary>The epochs of a search's candidates if they differ: by a field of the searched recipe, or by the origin of their weights. Pure.</summary>
public sealed class CandidateEpochs
{
    readonly SearchRequest _request;
    readonly SearchedEpochs? _searched;

    CandidateEpochs(SearchRequest request) => (_request, _searched) = (request, SearchedEpochs.Of(request));

    /// <summary>Returns whether candidates of a search differ in their epochs.</summary>
    public static bool AreOf(SearchRequest request) => SearchedEpochs.AreOf(request) || CutEpochs.AreOf(request);

    /// <summary>Returns the epochs of a search's candidates; null if all have those of the request.</summary>
    public static CandidateEpochs? Of(SearchRequest request) => AreOf(request) ? new CandidateEpochs(request) : null;

    /// <summary>Returns the epochs of a candidate's training, summed over seeds and folds.</summary>
    public int Of(Candidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return _searched?.Of(candidate.Architecture) ?? OfCut(candidate.Proposed.Inherits);
    }

    /// <summary>Returns the epochs of the training of an evaluation's candidate, summed over seeds and folds.</summary>
    public int Of(Evaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return _searched?.Of(evaluation.Architecture) ?? OfCut(evaluation.Inherits);
    }

    /// <summary>Returns the share of the budgets of each candidate, in their order.</summary>
    public IReadOnlyList<TrainingShare> SharesOf(IEnumerable<ProposedCandidate> candidates) =>
        _searched?.SharesOf(candidates) ?? [.. candidates.Select(candidate => new TrainingShare(OfCut(candidate.Inherits), IsBegun: false))];

    int OfCut(WeightInheritance? inherits) => CutEpochs.Of(_request, inherits, _request.Training.Epochs) * _request.TrainingsPerCandidate;
}
