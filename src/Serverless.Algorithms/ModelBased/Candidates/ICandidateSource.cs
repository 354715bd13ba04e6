namespace Serverless.Algorithms.ModelBased.Candidates;

/// <summary>Tells which candidates are compared by models.</summary>
interface ICandidateSource
{
    /// <summary>Those that may be chosen, what was observed and what is pending.</summary>
    /// <param name="situation">What is known; the candidates to choose from do not depend on what is pending.</param>
    /// <param name="fit">The models of a catalogue that has what was observed.</param>
    CandidateCatalogue Collect(SearchSituation situation, Func<CandidateCatalogue, FittedModels> fit);
}
