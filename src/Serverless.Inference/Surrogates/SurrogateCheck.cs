using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Serverless.Core;
using Serverless.Core.Surrogates;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Inference.Surrogates;

/// <summary>Checks that a file, its metadata and this version of the product describe the same surrogate.</summary>
static class SurrogateCheck
{
    const int MostMembers = 1024;

    /// <summary>Reads the metadata in a file.</summary>
    /// <exception cref="ModelException">The file is not a model, or its metadata cannot be read.</exception>
    public static SurrogateMetadata MetadataOf(string modelName, byte[] model)
    {
        using var session = SessionFactory.Open(modelName, model, threads: 1);
        return MetadataOf(modelName, session);
    }

    /// <summary>Returns the encoder of the metadata's space.</summary>
    /// <exception cref="ModelException">The metadata are of a later version, or invalid.</exception>
    public static ArchitectureEncoder EncoderOf(string modelName, SurrogateMetadata metadata, SearchSpace? space)
    {
        if (metadata.SchemaVersion is < 1 or > SurrogateMetadata.CurrentSchemaVersion)
        {
            throw new ModelException(modelName, $"its metadata are of version {metadata.SchemaVersion}; this product reads {SurrogateMetadata.CurrentSchemaVersion}.");
        }

        var own = SearchSpaces.Of(metadata.Space);
        space ??= own;
        if (space is null || space.Name != (own?.Name ?? metadata.Space.Name))
        {
            throw new ModelException(modelName, $"it is of the search space '{metadata.Space.Name}', which is not known here.");
        }

        var fault = space.Skeleton.FaultOfChannels(metadata.Space) ?? space.Skeleton.FaultOfCells(metadata.Space) ?? FaultOf(metadata);
        return fault is null
            ? ArchitectureEncoders.For(space, metadata.Space, metadata.Shape)
            : throw new ModelException(modelName, fault);
    }

    /// <summary>Returns the parts of the encoding that the metadata name.</summary>
    /// <exception cref="ModelException">An input is not a part of the encoding, or has another size here.</exception>
    /// <returns>The inputs with their parts; null as the part for the learning curves.</returns>
    public static (SurrogateInput Input, EncodingPart? Part)[] InputsOf(string modelName, SurrogateMetadata metadata, ArchitectureEncoder encoder) =>
        [.. metadata.Inputs.Select((SurrogateInput Input, EncodingPart? Part) (input) =>
            input.FindPart() is { } part && SurrogateInput.Of(part, encoder) == input ? (input, part)
            : metadata.CurvePoints is { Count: > 0 } points && SurrogateInput.OfCurve(points.Count) == input ? (input, null)
            : throw new ModelException(modelName, $"its input '{input.Name}' of {input.Rows} × {input.Columns} is not an encoding of architectures of '{metadata.Space.Name}'."))];

    /// <summary>Returns the names of the graph's inputs: parts of the encoding, then the platform's if there are several platforms.</summary>
    public static string[] NamesOf(SurrogateMetadata metadata) =>
        [.. metadata.Inputs.Select(input => input.Name), .. HasIndex(metadata) ? [SurrogatePlatform.InputName] : Array.Empty<string>()];

    public static string[] OutputsOf(SurrogateMetadata metadata) =>
        [.. metadata.HasScores ? [SurrogateOutputs.Scores] : Array.Empty<string>(), .. metadata.HasObjectives ? [SurrogateOutputs.Objectives] : Array.Empty<string>()];

    /// <summary>Compares a session with the metadata.</summary>
    /// <exception cref="ModelException">They differ.</exception>
    public static void Session(string modelName, InferenceSession session, SurrogateMetadata metadata)
    {
        if (!Json(MetadataOf(modelName, session)).SequenceEqual(Json(metadata)))
        {
            throw new ModelException(modelName, "its embedded metadata do not match its metadata document.");
        }

        Names(modelName, "inputs", session.InputMetadata.Keys, NamesOf(metadata));
        Names(modelName, "outputs", session.OutputMetadata.Keys, OutputsOf(metadata));
        foreach (var input in metadata.Inputs)
        {
            Shape(modelName, "input", input.Name, session.InputMetadata, input.DimensionsFor(1));
        }

        if (HasIndex(metadata) && session.InputMetadata[SurrogatePlatform.InputName] is not { IsTensor: true, ElementDataType: TensorElementType.Int64, Dimensions.Length: 0 })
        {
            throw new ModelException(modelName, $"its input '{SurrogatePlatform.InputName}' is not a single int64 number.");
        }

        foreach (var output in OutputsOf(metadata))
        {
            long[] dimensions = output == SurrogateOutputs.Scores ? [1, metadata.Members] : [1, metadata.Members, metadata.Targets.Count];
            Shape(modelName, "output", output, session.OutputMetadata, dimensions);
        }
    }

    static bool HasIndex(SurrogateMetadata metadata) => metadata.Platforms is { Count: > 1 };

    static string? FaultOf(SurrogateMetadata metadata) => metadata switch
    {
        { Platforms.Count: 0 } => "its metadata name no platforms.",
        { Targets.Count: 0 } => "its metadata name no targets.",
        { Members: < 1 or > MostMembers } => $"its metadata have {metadata.Members} members, not 1 to {MostMembers}.",
        { HasScores: false, HasObjectives: false } => "its metadata have no outputs.",
        { Inputs.Count: 0 } => "its metadata name no inputs.",
        { SpreadFactors: { } factors } when factors.Count != metadata.Targets.Count =>
            $"its metadata have {factors.Count} spread factors for {metadata.Targets.Count} targets.",
        { Shape: { Channels: < 1 } or { Height: < 1 } or { Width: < 1 } or { Classes: < 1 } } => "its metadata describe images without pixels or classes.",
        _ => null,
    };

    static SurrogateMetadata MetadataOf(string modelName, InferenceSession session)
    {
        try
        {
            return session.ModelMetadata.CustomMetadataMap.TryGetValue(SurrogateOutputs.MetadataKey, out var json)
                && JsonSerializer.Deserialize(json, CoreJson.Default.SurrogateMetadata) is { } metadata
                ? metadata
                : throw new ModelException(modelName, "it has no embedded metadata, so it is not a surrogate.");
        }
        catch (JsonException e)
        {
            throw new ModelException(modelName, $"its embedded metadata cannot be read: {e.Message}", e);
        }
    }

    static byte[] Json(SurrogateMetadata metadata) => JsonSerializer.SerializeToUtf8Bytes(metadata, CoreJson.Default.SurrogateMetadata);

    static void Names(string modelName, string role, IEnumerable<string> has, IEnumerable<string> said)
    {
        if (!has.Order(StringComparer.Ordinal).SequenceEqual(said.Order(StringComparer.Ordinal)))
        {
            throw new ModelException(modelName, $"its {role} are {string.Join(", ", has)}, not {string.Join(", ", said)}.");
        }
    }

    static void Shape(string modelName, string role, string name, IReadOnlyDictionary<string, NodeMetadata> values, long[] expected)
    {
        var value = values[name];
        if (!value.IsTensor || value.ElementDataType != TensorElementType.Float)
        {
            throw new ModelException(modelName, $"its {role} '{name}' is not a tensor of float32.");
        }

        // The first dimension is the batch, which ONNX Runtime gives as -1 if it is variable.
        if (value.Dimensions.Length != expected.Length || value.Dimensions[0] != -1
            || !value.Dimensions.Skip(1).Select(size => (long)size).SequenceEqual(expected.Skip(1)))
        {
            throw new ModelException(
                modelName, $"its {role} '{name}' is {string.Join('×', value.Dimensions)}, not N×{string.Join('×', expected.Skip(1))}.");
        }
    }
}
