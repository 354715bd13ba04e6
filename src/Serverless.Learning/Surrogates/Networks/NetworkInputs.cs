using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>What a network reads of n architectures, as tensors.</summary>
/// <param name="Parts">The parts of their encoding, n × rows × columns each.</param>
/// <param name="Guesses">What was predicted of their targets, n × 1 × (members · m), or null.</param>
sealed record NetworkInputs(IReadOnlyDictionary<EncodingPart, Tensor> Parts, Tensor? Guesses) : IDisposable
{
    /// <value>n.</value>
    public long Count => Parts.Values.First().shape[0];

    /// <summary>The same of some of the architectures.</summary>
    public NetworkInputs Select(Func<Tensor, Tensor> some) =>
        new(Parts.ToDictionary(part => part.Key, part => some(part.Value)), Guesses is null ? null : some(Guesses));

    public void Dispose()
    {
        foreach (var part in Parts.Values)
        {
            part.Dispose();
        }

        Guesses?.Dispose();
    }
}
