using System.Globalization;

namespace Serverless.Core.Surrogates;

/// <summary>Decides when a search's surrogate is fitted, and what it may do. Pure.</summary>
public static class SurrogatePolicy
{
    /// <summary>A surrogate is fitted again when there is so much more to learn from, as a share of what the last one knew.</summary>
    const double WorthwhileGrowth = 0.1;

    /// <summary>Whether a fit is due.</summary>
    /// <param name="specification">The search's.</param>
    /// <param name="examples">How many there are to learn from now.</param>
    /// <param name="fittedTo">How many there were when the latest fit was asked for; 0 before the first.</param>
    public static bool IsFitDue(SurrogateSpecification specification, int examples, int fittedTo)
    {
        ArgumentNullException.ThrowIfNull(specification);
        return examples >= specification.StartupTrials && examples - fittedTo >= Math.Max(1, WorthwhileGrowth * fittedTo);
    }

    /// <summary>Whether a surrogate of the registry has to make room for one that is fitted to the search's own results.</summary>
    /// <param name="specification">The search's.</param>
    /// <param name="examples">How many results of its own the search can learn from.</param>
    /// <param name="registered">How many the registered surrogate learnt from.</param>
    /// <param name="freshCorrelation">How well it ranked what was measured after it predicted it; null while too little was.</param>
    /// <returns>True when the search knows as much by itself, or the registered one has been seen not to rank well enough here.</returns>
    public static bool IsOutgrown(SurrogateSpecification specification, int examples, int registered, double? freshCorrelation)
    {
        ArgumentNullException.ThrowIfNull(specification);
        return examples >= registered || freshCorrelation < specification.MinimumCorrelation;
    }

    /// <summary>What the surrogate does for a generation, and why.</summary>
    /// <param name="specification">The search's.</param>
    /// <param name="evidence">What is known of the search and its surrogate.</param>
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
        };
    }

    static (SurrogateRole Role, string Reason) Decide(SurrogateSpecification specification, SurrogateDiagnostics evidence)
    {
        if (evidence.Surrogate is null)
        {
            return (SurrogateRole.None, evidence.Examples < specification.StartupTrials
                ? $"Too little is known: {evidence.Examples} of the {specification.StartupTrials} evaluations that a first fit takes."
                : evidence.IsFitting ? "None is fitted yet: a fit is under way."
                : "No surrogate could be fitted.");
        }

        // What was predicted and then measured counts for more than what was held out, once there is enough of it.
        var (correlation, of) = evidence.FreshCorrelation is { } fresh
            ? (fresh, $"what was measured after it was predicted ({evidence.Fresh})")
            : (evidence.HeldOutCorrelation, "what was held out when it was fitted");
        if (correlation is not { } tau)
        {
            return (SurrogateRole.Shadow, "Nothing tells yet how well it ranks; it predicts and does not choose.");
        }

        var compared = string.Create(CultureInfo.InvariantCulture, $"rank correlation {tau:0.00} on {of}, {specification.MinimumCorrelation:0.00} asked for");
        return tau >= specification.MinimumCorrelation
            ? (SurrogateRole.Active, $"It chooses: {compared}.")
            : (SurrogateRole.Shadow, $"It predicts and does not choose: {compared}.");
    }
}
