using Serverless.Core.Surrogates;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Application.Surrogates;

/// <summary>Checks the registered surrogate from which a fit is to start.</summary>
public sealed class WarmStarts(SurrogateRegistry registry)
{
    /// <param name="fit">A valid request.</param>
    /// <param name="material">The subject and the training data of the fit.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>The number of members and the warm start of the fit, or the reason why there is none.</returns>
    /// <exception cref="Application.Storage.DocumentException">A blob of the surrogate is broken.</exception>
    public async Task<(ResolvedFit? Resolved, FieldError? Fault)> ResolveAsync(FitRequest fit, FitMaterial material, CancellationToken cancellation)
    {
        if (fit.WarmStart is not { } start)
        {
            return (new ResolvedFit(fit.Ensemble ?? (fit.Device is null ? FitRequestReader.DefaultEnsemble : 1)), null);
        }

        var (ready, _) = await registry.FindOutcomeAsync(start.Surrogate, cancellation);
        if (ready is null || await registry.FindAsync(start.Surrogate, cancellation) is not { } entry)
        {
            return Refuse("/warmStart/surrogate", $"There is no surrogate '{start.Surrogate}' that is Ready; GET /api/surrogates lists the existing surrogates.");
        }

        var metadata = ready.Metadata;
        if (metadata.Kind != fit.Kind || ready.WeightsBlob is null)
        {
            return Refuse("/warmStart/surrogate", $"It is {metadata.Kind}{(ready.WeightsBlob is null ? " without weights" : "")}; this fit must start from one of kind {fit.Kind} that was stored with its weights. Use another surrogate, or its kind.");
        }

        if (metadata is { Kind: SurrogateKind.HwPrNas, Platforms: null })
        {
            return Refuse("/warmStart/surrogate", $"It knows no platforms: it was fitted when {SurrogateKind.HwPrNas} was what {SurrogateKind.ParetoHybrid} is now. Fit one of kind {SurrogateKind.ParetoHybrid} without a warm start.");
        }

        if (fit.Ensemble is { } members && members != metadata.Members)
        {
            return Refuse("/ensemble", $"The surrogate to start from has {metadata.Members} members; use the same number, or remove this field.");
        }

        var bar = BarToFreezing(entry, metadata, material);
        return start.Mode == WarmStartMode.FreezeEncoder && bar is not null
            ? Refuse("/warmStart/mode", $"{bar}; use fineTune.")
            : (new ResolvedFit(metadata.Members, start with { Mode = start.Mode ?? (bar is null ? WarmStartMode.FreezeEncoder : WarmStartMode.FineTune) }), null);
    }

    // The existing heads stay, and are used as if they had learned the same as the heads to be fitted.
    static string? BarToFreezing(SurrogateEntry known, SurrogateMetadata metadata, FitMaterial material) =>
        metadata.Space != material.Space
            ? $"A frozen encoder supports only the space that it was fitted to, {metadata.Space.Name}, with its skeleton"
            : (material.Shape ?? material.Dataset.Shape) is { } shape && shape != metadata.Shape
            ? $"A frozen encoder supports only images like those it was fitted to, {Described(metadata.Shape)}, not {Described(shape)}"
            : known.Dataset != material.Dataset.Name
            ? $"A frozen encoder supports only the dataset that it was fitted to, '{known.Dataset}', not '{material.Dataset.Name}'"
            : known.Fidelity != material.Learnable.Fidelity
            ? $"A frozen encoder supports only the fidelity that it was fitted to, '{known.Fidelity}', not '{material.Learnable.Fidelity}'"
            : null;

    static string Described(ImageShape shape) => $"{shape.Channels} × {shape.Height} × {shape.Width} in {shape.Classes} classes";

    static (ResolvedFit? Resolved, FieldError? Fault) Refuse(string pointer, string message) => (null, new FieldError(pointer, message));
}

/// <summary>The resolved values of what a fit request leaves open.</summary>
/// <param name="Ensemble">The number of members.</param>
/// <param name="WarmStart">The surrogate from which the fit starts, with a mode; null when there is none.</param>
public sealed record ResolvedFit(int Ensemble, WarmStart? WarmStart = null);
