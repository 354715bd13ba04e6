using Serverless.Learning.Training;
using Serverless.Learning.WeightFiles;
using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.Supernets;

/// <summary>The weights of a supernet as a safetensors file, and what networks with them are worth.</summary>
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

    /// <summary>Puts weights into a supernet of the same size.</summary>
    /// <exception cref="InvalidDataException">It is no such file, or of another size.</exception>
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

    /// <summary>The percentage of validation images that an architecture's network tells right with the weights that it inherits, calibrated.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static double AccuracyOf(
        MobileSupernet supernet, Architecture architecture, ResidentDataset dataset, Device device, Action afterBatch, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        using var network = supernet.Subnet(architecture, device);
        NormCalibration.Run(network, dataset.Training, cancellation);
        return TrainingRun.AccuracyOf(network, dataset.Validation, afterBatch, cancellation);
    }
}
