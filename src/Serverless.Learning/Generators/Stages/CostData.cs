using Serverless.Core.Generators;
using Serverless.Learning.Surrogates;
using Serverless.Learning.Surrogates.Networks;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Stages;

/// <summary>The costs of architectures on the known devices, on the scales of their embeddings.</summary>
/// <remarks>
/// Architectures whose input does not reach their output are left out: they cost next to nothing, and are never requested.
/// </remarks>
sealed class CostData : IDisposable
{
    readonly NetworkInputs _inputs;
    readonly float[] _values;
    readonly float[] _known;
    readonly float[] _seen;
    readonly Device _device;

    public CostData(GeneratorMaterial material, ArchitectureEncoder encoder, int members, long seed, Device device)
    {
        _device = device;
        Embeddings = [.. material.Devices.Select(known => DeviceEmbedding.Of(known.ReferenceValues))];
        var measured = material.Devices.Select(known => MeasuredOn(known, material.References, encoder.Space)).ToList();
        Architectures = [.. measured.SelectMany(values => values.Keys).Distinct().Where(encoder.IsConnected)];
        (_values, _known) = (new float[Architectures.Count * measured.Count], new float[Architectures.Count * measured.Count]);
        for (var place = 0; place < _values.Length; place++)
        {
            var (architecture, column) = (place / measured.Count, place % measured.Count);
            if (measured[column].TryGetValue(Architectures[architecture], out var value))
            {
                (_values[place], _known[place]) = ((float)Embeddings[column].Normalise(value), 1);
            }
        }

        HeldOut = SurrogateFit.HeldOut(Architectures.Count, new() { Seed = seed, Members = members });
        _seen = new float[Architectures.Count * members];
        Array.Fill(_seen, 1);
        foreach (var (member, heldOut) in HeldOut.Index())
        {
            Array.ForEach(heldOut, place => _seen[(place * members) + member] = 0);
        }

        _inputs = EncodedInputs.Of(encoder, CostNetwork.Parts, Architectures, guesses: null, device);
        var features = encoder.ShapeOf(EncodingPart.Features);
        var encoded = new float[Architectures.Count * features.Length];
        encoder.Encode(EncodingPart.Features, Architectures.ToArray(), encoded);
        Features = FeatureReader.Of(encoded, features.Columns);
    }

    /// <value>The n canonical architectures that were measured on any device.</value>
    public IReadOnlyList<Architecture> Architectures { get; }

    /// <value>The embedding of each device.</value>
    public IReadOnlyList<DeviceEmbedding> Embeddings { get; }

    public FeatureReader Features { get; }

    /// <value>For each ensemble member, the indices of the architectures that are held out.</value>
    public int[][] HeldOut { get; }

    /// <summary>Returns the cost of an architecture on a device, on the scale of the device's embedding; null if it is not known.</summary>
    public double? ValueOf(int architecture, int device) =>
        _known[(architecture * Embeddings.Count) + device] > 0 ? _values[(architecture * Embeddings.Count) + device] : null;

    /// <summary>Returns the mean squared error over some architectures on all devices, and on as many mixtures of two devices.</summary>
    /// <remarks>
    /// A mixture of the costs on two devices could be the costs on a third, whose embedding is the same mixture: so a few devices also teach the
    /// costs
    /// on devices between them.
    /// </remarks>
    public Tensor Loss(CostNetwork network, int[] places, RandomStream random)
    {
        var (members, devices) = (network.Members, Embeddings.Count);
        var references = Embeddings[0].Coordinates.Length;
        var mixed = devices > 1 ? devices : 0;
        var all = devices + mixed;
        var embeddings = new float[all * references];
        var (first, second, share) = (new int[all], new int[all], new float[all]);
        var (least, range) = (new float[all], new float[all]);
        for (var device = 0; device < all; device++)
        {
            first[device] = device < devices ? device : random.NextInt(devices);
            second[device] = device < devices ? device : random.NextInt(devices);
            share[device] = device < devices ? 1 : (float)random.NextDouble();
            var row = embeddings.AsSpan(device * references, references);
            for (var place = 0; place < references; place++)
            {
                row[place] = (share[device] * Embeddings[first[device]].Coordinates[place])
                    + ((1 - share[device]) * Embeddings[second[device]].Coordinates[place]);
            }

            (least[device], var most) = (Least(row), -Least(row, -1));
            range[device] = Math.Max(most - least[device], 1e-3f);
            foreach (ref var value in row)
            {
                value = (value - least[device]) / range[device];
            }
        }

        var (values, weights) = (new float[places.Length * all], new float[places.Length * all * members]);
        for (var place = 0; place < values.Length; place++)
        {
            var (architecture, device) = (places[place / all], place % all);
            var (one, other) = ((architecture * devices) + first[device], (architecture * devices) + second[device]);
            values[place] = ((share[device] * _values[one]) + ((1 - share[device]) * _values[other]) - least[device]) / range[device];
            for (var member = 0; member < members; member++)
            {
                weights[(place * members) + member] = _known[one] * _known[other] * _seen[(architecture * members) + member];
            }
        }

        var indices = tensor(Array.ConvertAll(places, static place => (long)place)).to(_device);
        var said = CostPairs.Answer(network, _inputs.Select(input => input.index_select(0, indices)), tensor(embeddings).reshape(all, references).to(_device));
        var weight = tensor(weights).reshape(-1, members).to(_device);
        return ((said - tensor(values).reshape(-1, 1).to(_device)).square() * weight).sum() / weight.sum().clamp(1);
    }

    static float Least(ReadOnlySpan<float> values, float sign = 1)
    {
        var least = float.PositiveInfinity;
        foreach (var value in values)
        {
            least = Math.Min(least, sign * value);
        }

        return least;
    }

    static Dictionary<Architecture, double> MeasuredOn(KnownDevice device, IReadOnlyList<Architecture> references, SearchSpace space)
    {
        var values = new Dictionary<Architecture, double>();
        foreach (var (architecture, value) in references.Zip(device.ReferenceValues).Concat(device.Architectures.Zip(device.Values)))
        {
            values[space.Canonicalise(architecture)] = value;
        }

        return values;
    }

    public void Dispose() => _inputs.Dispose();
}
