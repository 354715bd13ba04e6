using Serverless.Learning.Training;
using Serverless.Learning.WeightFiles;
using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.Supernets;

/// <summary>Stores the weights of a supernet as a safetensors file, and evaluates networks with these weights.</summary>
static class SupernetFile
{
    /// <summary>Writes the shared weights; equal weights give equal bytes.</summary>
    public static byte[] Write(MobileSupernet supernet)
    {
        using var scope = NewDisposeScope();
        return SafeTensors.Write(supernet.Shared.ToDictionary(
            named => named.Key,
            named => new NamedTensor(named.Value.shape, named.Value.detach().cpu().contiguous().data<float>().ToArray())));
    }

    /// <summary>Loads weights into a supernet of the same size.</summary>
    /// <exception cref="InvalidDataException">The file is not such a file, or has weights of another size.</exception>
    public static void Load(MobileSupernet supernet, ReadOnlyMemory<byte> file)
    {
        var stored = SafeTensors.Read(file);
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        foreach (var (name, parameter) in supernet.Shared)
        {
            if (!stored.TryGetValue(name, out var found) || !found.Shape.SequenceEqual(parameter.shape))
            {
                throw new InvalidDataException($"It has no '{name}' of [{string.Join(", ", parameter.shape)}].");
            }

            parameter.copy_(tensor(found.Values).reshape(parameter.shape));
        }
    }

    /// <summary>
    /// Returns the validation accuracy in percent of an architecture's network with the weights that it inherits, after calibration.
    /// </summary>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static double AccuracyOf(
        MobileSupernet supernet, Architecture architecture, ResidentDataset dataset, Device device, Action afterBatch, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        using var network = supernet.Subnet(architecture, device);
        NormCalibration.Run(network, dataset.Training, cancellation);
        return TrainingRun.AccuracyOf(network, dataset.Validation, afterBatch, cancellation);
    }
}
