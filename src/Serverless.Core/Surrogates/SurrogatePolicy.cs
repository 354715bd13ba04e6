using System.Globalization;

namespace Serverless.Core.Surrogates;

/// <summary>Decides when the surrogate of a search is fitted, and which role it has. Pure.</summary>
public static class SurrogatePolicy
{
    /// <summary>The growth in examples after which a surrogate is fitted again, as a share of the number that the last fit used.</summary>
    const double WorthwhileGrowth = 0.1;

    /// <summary>Returns whether a fit is due.</summary>
    /// <param name="specification">The surrogate specification of the search.</param>
    /// <param name="examples">The current number of examples to learn from.</param>
    /// <param name="fittedTo">The number of examples of their fidelity when the latest fit was requested; 0 before the first.</param>
    public static bool IsFitDue(SurrogateSpecification specification, int examples, int fittedTo)
    {
        ArgumentNullException.ThrowIfNull(specification);
        return examples >= specification.StartupTrials && examples - fittedTo >= Math.Max(1, WorthwhileGrowth * fittedTo);
    }

    /// <summary>Returns whether a surrogate of the registry has to be replaced by one that is fitted to the results of the search itself.</summary>
    /// <param name="specification">The surrogate specification of the search.</param>
    /// <param name="examples">The number of the search's own results to learn from.</param>
    /// <param name="registered">The number of examples that the registered surrogate learnt from.</param>
    /// <param name="freshCorrelation">
    /// The rank correlation between its predictions and what was measured afterwards; null while there are too few.
    /// </param>
    /// <returns>
    /// True when the search has at least as many results of its own, or the registered surrogate has ranked its candidates too poorly.
    /// </returns>
    public static bool IsOutgrown(SurrogateSpecification specification, int examples, int registered, double? freshCorrelation)
    {
        ArgumentNullException.ThrowIfNull(specification);
        return examples >= registered || freshCorrelation < specification.MinimumCorrelation;
    }

    /// <summary>Decides the role of the surrogate in a generation, with the reason.</summary>
    /// <param name="specification">The surrogate specification of the search.</param>
    /// <param name="evidence">The diagnostics of the search and its surrogate.</param>
    public static SurrogateDecision Advise(SurrogateSpecification specification, SurrogateDiagnostics evidence)
    {
        ArgumentNullException.ThrowIfNull(specification);
        ArgumentNullException.ThrowIfNull(evidence);
        var (role, reason) = Decide(specification, evidence);
        return new SurrogateDecision
        {
            Generation = evidence.Generation,
            Role = role,
            Reason = evidence.Failure is { } failure ? $"{reason} {failure}" : reason,
            Surrogate = evidence.Surrogate,
            FreshCorrelation = evidence.FreshCorrelation,
            Fresh = evidence.Fresh,
            HeldOutCorrelation = evidence.HeldOutCorrelation,
            FittedTo = evidence.FittedTo,
            FittedFidelity = evidence.FittedFidelity,
        };
    }

    static (SurrogateRole Role, string Reason) Decide(SurrogateSpecification specification, SurrogateDiagnostics evidence)
    {
        if (evidence.Surrogate is null)
        {
            return (SurrogateRole.None, evidence.Examples < specification.StartupTrials
                ? $"Too few evaluations: {evidence.Examples} of the {specification.StartupTrials} that a first fit needs."
                : evidence.IsFitting ? "No surrogate is fitted yet: a fit is in progress."
                : "No surrogate could be fitted.");
        }

        // Once there are enough of them, predictions that were measured later count for more than held-out examples.
        var (correlation, of) = evidence.FreshCorrelation is { } fresh
            ? (fresh, $"evaluations measured after their prediction ({evidence.Fresh})")
            : (evidence.HeldOutCorrelation, "evaluations held out of its fit");
        if (correlation is not { } tau)
        {
            return (SurrogateRole.Shadow, "Its ranking accuracy is not known yet; it predicts but does not choose.");
        }

        var compared = string.Create(CultureInfo.InvariantCulture, $"rank correlation {tau:0.00} on {of}, {specification.MinimumCorrelation:0.00} required");
        return tau >= specification.MinimumCorrelation
            ? (SurrogateRole.Active, $"It chooses: {compared}.")
            : (SurrogateRole.Shadow, $"It predicts but does not choose: {compared}.");
    }
}
