using Serverless.Inference;
using Serverless.Learning.Kernels;
using Serverless.Learning.Networks;
using Serverless.Learning.Onnx;
using Serverless.Spaces;

namespace Serverless.Worker.Measuring;

/// <summary>A network to measure.</summary>
/// <param name="Name">The name for users.</param>
/// <param name="Content">The bytes of an ONNX file.</param>
/// <param name="Shape">The shapes of its input and output.</param>
sealed record MeasuredNetwork(string Name, byte[] Content, ImageShape Shape)
{
    /// <summary>Reads an ONNX file.</summary>
    /// <exception cref="MeasuringException">The file cannot be read.</exception>
    /// <exception cref="ModelException">The network is not an image classifier.</exception>
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

    /// <summary>Exports an architecture with untrained weights, which take the same time as trained ones.</summary>
    /// <param name="skeleton">The search space, and the size of its networks.</param>
    /// <param name="notation">The architecture in the notation of the space.</param>
    /// <param name="shape">The shapes of the network's input and output.</param>
    /// <exception cref="MeasuringException">There is no such space, the skeleton breaks its rules, or the notation is invalid.</exception>
    /// <exception cref="TorchException">libtorch cannot be loaded.</exception>
    public static MeasuredNetwork Export(SpaceSpecification skeleton, string notation, ImageShape shape)
    {
        var space = SearchSpaces.Of(skeleton)
            ?? throw new MeasuringException(
                $"'{skeleton.Name}' is neither a search space nor a file with one; the spaces are {string.Join(", ", CandidateNetworks.Spaces)}.");
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

/// <summary>The exception for something that cannot be measured; the message says why, for users.</summary>
sealed class MeasuringException(string message, Exception? innerException = null) : Exception(message, innerException);
