using Serverless.Inference;
using Serverless.Learning.Kernels;
using Serverless.Learning.Networks;
using Serverless.Learning.Onnx;
using Serverless.Spaces;

namespace Serverless.Worker.Measuring;

/// <summary>A network to measure.</summary>
/// <param name="Name">For people.</param>
/// <param name="Content">The bytes of an ONNX file.</param>
/// <param name="Shape">What it takes and answers.</param>
sealed record MeasuredNetwork(string Name, byte[] Content, ImageShape Shape)
{
    /// <summary>Reads an ONNX file.</summary>
    /// <exception cref="MeasuringException">The file cannot be read.</exception>
    /// <exception cref="ModelException">It is no image classifier.</exception>
    public static MeasuredNetwork Read(string path)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new MeasuringException($"The network cannot be read: {fault.Message}", fault);
        }

        return new MeasuredNetwork(path, content, ModelShape.Read(path, content));
    }

    /// <summary>Exports an architecture with weights that nobody trained: they take the same time.</summary>
    /// <param name="skeleton">The space, and how large its networks are.</param>
    /// <param name="notation">The architecture in the space's notation.</param>
    /// <param name="shape">What the network shall take and answer.</param>
    /// <exception cref="MeasuringException">No such space, a skeleton beyond its rules, or the notation cannot be read.</exception>
    /// <exception cref="TorchException">libtorch cannot be loaded.</exception>
    public static MeasuredNetwork Export(SpaceSpecification skeleton, string notation, ImageShape shape)
    {
        var space = SearchSpaces.Of(skeleton)
            ?? throw new MeasuringException(
                $"There is no search space '{skeleton.Name}', and no file of that name with one; there are {string.Join(", ", CandidateNetworks.Spaces)}.");
        if (!space.TryParse(notation, out var architecture, out var error))
        {
            throw new MeasuringException($"The architecture cannot be read. {error}");
        }

        TorchProcess.Load();
        try
        {
            using var network = CandidateNetworks.Create(space.Canonicalise(architecture), skeleton, shape, seed: 0);
            return new MeasuredNetwork(notation, OnnxExporter.Export(network, shape, []), shape);
        }
        catch (ArgumentException fault)
        {
            throw new MeasuringException(fault.Message, fault);
        }
    }
}

/// <summary>What was asked for cannot be measured; the message says why, for people.</summary>
sealed class MeasuringException(string message, Exception? innerException = null) : Exception(message, innerException);
