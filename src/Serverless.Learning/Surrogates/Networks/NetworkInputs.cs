using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>What a network reads of n architectures, as tensors.</summary>
/// <param name="Parts">The parts of their encoding, n × rows × columns each.</param>
/// <param name="Guesses">What was predicted of their targets, n × 1 × (members · m), or null.</param>
sealed record NetworkInputs(IReadOnlyDictionary<EncodingPart, Tensor> Parts, Tensor? Guesses) : IDisposable
{
    /// <value>Learning curves, n × 1 × 2 c, values and then which of them are known; null: the network reads none.</value>
    public Tensor? Curves { get; init; }

    /// <summary>The same, as if no training had begun.</summary>
    public NetworkInputs WithoutCurves() => Curves is null ? this : this with { Curves = Curves.zeros_like() };

    /// <value>n.</value>
    public long Count => Parts.Values.First().shape[0];

    /// <summary>The same of some of the architectures.</summary>
    public NetworkInputs Select(Func<Tensor, Tensor> some) =>
        new(Parts.ToDictionary(part => part.Key, part => some(part.Value)), Guesses is null ? null : some(Guesses)) { Curves = Curves is null ? null : some(Curves) };

    public void Dispose()
    {
        foreach (var part in Parts.Values)
        {
            part.Dispose();
        }

        Guesses?.Dispose();
        Curves?.Dispose();
    }
}
