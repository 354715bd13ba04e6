using Serverless.Core.Devices;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Learning.Surrogates;

/// <summary>A surrogate as it was fitted. Not safe to share between threads.</summary>
/// <param name="metadata">What it predicts, from what.</param>
public abstract class FittedSurrogate(SurrogateMetadata metadata) : IDisposable
{
    /// <value>What it predicts, from what, and how it came to be.</value>
    public SurrogateMetadata Metadata { get; } = metadata;

    /// <value>What it was fitted on: <c>cpu</c> or <c>cuda:N</c>.</value>
    public virtual string RanOn => "cpu";

    /// <summary>Predicts what the exported file does, but with the numerics that it was fitted by.</summary>
    /// <param name="architectures">Of the surrogate's space; brought into canonical form first.</param>
    public abstract SurrogatePredictions Predict(IReadOnlyList<Architecture> architectures);

    /// <summary>Writes the surrogate as an ONNX file that says the metadata about itself; equal surrogates give equal bytes.</summary>
    public abstract byte[] ToOnnx();

    /// <summary>Writes what was fitted as a safetensors file that another fit can begin at; null for a kind that none begins at.</summary>
    public virtual byte[]? ToWeights() => null;

    /// <summary>Target to the table that says the same, for lookup devices; null for a kind whose predictions are no sums over choices.</summary>
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
