namespace Serverless.Algorithms.ModelBased.Candidates;

/// <summary>Determines which candidates are compared by models.</summary>
interface ICandidateSource
{
    /// <summary>Returns a catalogue of the candidates that can be chosen, those observed and those pending.</summary>
    /// <param name="situation">What the search knows; the candidates to choose from do not depend on what is pending.</param>
    /// <param name="fit">A function that fits models to a catalogue that contains the observed candidates.</param>
    CandidateCatalogue Collect(SearchSituation situation, Func<CandidateCatalogue, FittedModels> fit);
}
