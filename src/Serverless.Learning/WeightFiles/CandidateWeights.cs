using Serverless.Learning.Networks;
using Serverless.Learning.Networks.Templates;
using static TorchSharp.torch;

namespace Serverless.Learning.WeightFiles;

/// <summary>
/// Writes the weights of a candidate's network as a safetensors file, under the names of its <c>state_dict</c>, and reads them back.
/// </summary>
/// <remarks>
/// The file holds the parameters of all layers, including those that the output does not depend on, and the statistics of batch normalisation:
/// running
/// mean, running variance, number of batches. A PyTorch network with the same layers and names loads it by <c>load_state_dict</c>. The file does not
/// hold
/// the optimiser's state.
/// </remarks>
public static class CandidateWeights
{
    /// <summary>Writes the weights; equal weights and metadata give equal bytes.</summary>
    /// <param name="network">The network to write, on any device; it is not changed.</param>
    /// <param name="metadata">Free text about the origin of the weights, written in this order.</param>
    public static byte[] Write(CandidateNetwork network, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(metadata);
        using var scope = NewDisposeScope();
        return SafeTensors.WriteStored(
            TensorsOf(network).ToDictionary(named => named.Name, named => Store(named.Name, named.Tensor)),
            [new("format", "pt"), .. metadata]);
    }

    /// <summary>Loads weights into a network of the same architecture and size.</summary>
    /// <param name="network">The network to load into, on any device.</param>
    /// <param name="file">The file, which is untrusted.</param>
    /// <exception cref="InvalidDataException">The file is invalid, or belongs to another network; the network may then be partly changed.</exception>
    public static void Load(CandidateNetwork network, ReadOnlyMemory<byte> file)
    {
        ArgumentNullException.ThrowIfNull(network);
        var stored = SafeTensors.ReadStored(file);
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        var own = TensorsOf(network).ToList();
        if (stored.Keys.Except(own.Select(named => named.Name)).FirstOrDefault(name => !IsAlias(name)) is { } foreign)
        {
            throw new InvalidDataException($"It has '{foreign}', which the network does not have.");
        }

        foreach (var (name, tensor) in own)
        {
            if (!stored.TryGetValue(name, out var found) || !found.Shape.SequenceEqual(tensor.shape))
            {
                throw new InvalidDataException($"It has no '{name}' of [{string.Join(", ", tensor.shape)}].");
            }

            var values = tensor.dtype == ScalarType.Int64 ? from_array(found.Wholes(name)) : from_array(found.Floats(name));
            tensor.copy_(values.reshape(tensor.shape));
        }
    }

    /// <summary>
    /// Returns the learned parameters and statistics, without the constants that pools compute when they are created and the step counters of
    /// dropout.
    /// </summary>
    static IEnumerable<(string Name, Tensor Tensor)> TensorsOf(CandidateNetwork network)
    {
        var pools = network.named_modules().Where(named => named.module is InnerAveragePool or SeededDropout).Select(named => $"{named.name}.").ToList();
        var all = network.state_dict();
        var named = all.Where(tensor => !IsAlias(tensor.Key)).Select(tensor => tensor.Value.Handle).ToHashSet();
        if (all.FirstOrDefault(tensor => !named.Contains(tensor.Value.Handle)) is { Key: { } lost })
        {
            throw new InvalidOperationException($"The network has '{lost}' only under the name of a field, which PyTorch does not know: register it under a name without a leading '_'.");
        }

        return all
            .Where(tensor => !IsAlias(tensor.Key) && !pools.Any(pool => tensor.Key.StartsWith(pool, StringComparison.Ordinal)))
            .Select(tensor => (tensor.Key, tensor.Value));
    }

    /// <summary>
    /// Returns whether this is a second name of a tensor: TorchSharp also registers layers under the names of their fields. Files of earlier versions
    /// contain such names.
    /// </summary>
    static bool IsAlias(string name) => name.StartsWith('_') || name.Contains("._", StringComparison.Ordinal);

    static StoredTensor Store(string name, Tensor tensor)
    {
        var type = tensor.dtype switch
        {
            ScalarType.Float32 => StoredTensor.Float32,
            ScalarType.Int64 => StoredTensor.Int64,
            _ => throw new InvalidOperationException($"'{name}' is of {tensor.dtype}, which candidates' networks do not have."),
        };
        return new StoredTensor(type, tensor.shape, tensor.detach().cpu().contiguous().bytes.ToArray());
    }
}
