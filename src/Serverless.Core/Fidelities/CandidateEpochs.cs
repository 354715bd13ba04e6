using Serverless.Algorithms;
using Serverless.Core.Budgets;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Fidelities;

/// <summary>The epochs of a search's candidates where they differ: by a field of the searched recipe, or by what their weights come from. Pure.</summary>
public sealed class CandidateEpochs
{
    readonly SearchRequest _request;
    readonly SearchedEpochs? _searched;

    CandidateEpochs(SearchRequest request) => (_request, _searched) = (request, SearchedEpochs.Of(request));

    /// <summary>Whether candidates of a search differ in their epochs.</summary>
    public static bool AreOf(SearchRequest request) => SearchedEpochs.AreOf(request) || CutEpochs.AreOf(request);

    /// <summary>Those of a search's candidates; null where all have those of the request.</summary>
    public static CandidateEpochs? Of(SearchRequest request) => AreOf(request) ? new CandidateEpochs(request) : null;

    /// <summary>Epochs of a candidate's training, of all seeds and folds together.</summary>
    public int Of(Candidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return _searched?.Of(candidate.Architecture) ?? OfCut(candidate.Proposed.Inherits);
    }

    /// <summary>The same, of what is known of a candidate.</summary>
    public int Of(Evaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return _searched?.Of(evaluation.Architecture) ?? OfCut(evaluation.Inherits);
    }

    /// <summary>What each of some candidates takes of the budgets, in their order.</summary>
    public IReadOnlyList<TrainingShare> SharesOf(IEnumerable<ProposedCandidate> candidates) =>
        _searched?.SharesOf(candidates) ?? [.. candidates.Select(candidate => new TrainingShare(OfCut(candidate.Inherits), IsBegun: false))];

    int OfCut(WeightInheritance? inherits) => CutEpochs.Of(_request, inherits, _request.Training.Epochs) * _request.TrainingsPerCandidate;
}
