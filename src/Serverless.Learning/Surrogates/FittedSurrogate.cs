using Serverless.Core.Devices;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Learning.Surrogates;

/// <summary>A fitted surrogate. Not thread-safe.</summary>
/// <param name="metadata">The surrogate's inputs and targets.</param>
public abstract class FittedSurrogate(SurrogateMetadata metadata) : IDisposable
{
    /// <value>The surrogate's inputs and targets, and how it was fitted.</value>
    public SurrogateMetadata Metadata { get; } = metadata;

    /// <value>The device on which the surrogate was fitted: <c>cpu</c> or <c>cuda:N</c>.</value>
    public virtual string RanOn => "cpu";

    /// <summary>Predicts the same as the exported file, but with the numerics of the fit.</summary>
    /// <param name="architectures">Architectures of the surrogate's search space; they are converted to canonical form.</param>
    public abstract SurrogatePredictions Predict(IReadOnlyList<Architecture> architectures);

    /// <summary>Exports the surrogate as an ONNX file that contains its metadata; equal surrogates give equal bytes.</summary>
    public abstract byte[] ToOnnx();

    /// <summary>
    /// Saves the fitted weights as a safetensors file from which another fit can start; returns null for kinds that do not support it.
    /// </summary>
    public virtual byte[]? ToWeights() => null;

    /// <summary>
    /// Returns for each target an equivalent lookup table, for lookup devices; null for kinds whose predictions are not sums over choices.
    /// </summary>
    public virtual IReadOnlyDictionary<string, LookupTable>? ToTables() => null;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
