using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>The inputs of a network for n architectures, as tensors.</summary>
/// <param name="Parts">The parts of the architectures' encoding, n × rows × columns each.</param>
/// <param name="Guesses">Predictions of the architectures' targets, n × 1 × (members · m); null for none.</param>
sealed record NetworkInputs(IReadOnlyDictionary<EncodingPart, Tensor> Parts, Tensor? Guesses) : IDisposable
{
    /// <value>The learning curves, n × 1 × 2 c: the values, then whether each is known; null if the network does not read them.</value>
    public Tensor? Curves { get; init; }

    /// <summary>Returns the same inputs, as if no training had begun.</summary>
    public NetworkInputs WithoutCurves() => Curves is null ? this : this with { Curves = Curves.zeros_like() };

    /// <value>The number of architectures, n.</value>
    public long Count => Parts.Values.First().shape[0];

    /// <summary>Returns the inputs of some of the architectures.</summary>
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
