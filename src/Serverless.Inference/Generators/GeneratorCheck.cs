using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Serverless.Core.Generators;
using Serverless.Core.Surrogates;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Inference.Generators;

/// <summary>Checks that the files of a generator, its metadata and this version of the product match.</summary>
static class GeneratorCheck
{
    const int CurrentSchemaVersion = 1;
    const int MostMembers = 1024;
    const int MostConditions = 1024;

    /// <summary>Returns the encoder of the metadata's space.</summary>
    /// <exception cref="ModelException">The metadata are of a later version, or invalid.</exception>
    public static ArchitectureEncoder EncoderOf(string modelName, GeneratorMetadata metadata, SearchSpace? space)
    {
        if (metadata.SchemaVersion is < 1 or > CurrentSchemaVersion)
        {
            throw new ModelException(modelName, $"its metadata are of version {metadata.SchemaVersion}; this product reads {CurrentSchemaVersion}.");
        }

        space ??= SearchSpaces.Of(metadata.Space) ?? throw new ModelException(modelName, $"it is of the search space '{metadata.Space.Name}', which is not known here.");
        var fault = space.Skeleton.FaultOfChannels(metadata.Space) ?? space.Skeleton.FaultOfCells(metadata.Space) ?? FaultOf(metadata) ?? FaultOfReferences(metadata, space);
        return fault is null ? ArchitectureEncoders.For(space, metadata.Space, metadata.Shape) : throw new ModelException(modelName, fault);
    }

    /// <summary>Returns the parts of the encoding that are inputs of the cost graph.</summary>
    /// <exception cref="ModelException">An input is not a part of the encoding, or has another size here.</exception>
    public static (SurrogateInput Input, EncodingPart Part)[] InputsOf(string modelName, GeneratorMetadata metadata, ArchitectureEncoder encoder) =>
    [
        .. metadata.CostInputs.Select(input => input.FindPart() is { } part && SurrogateInput.Of(part, encoder) == input
            ? (input, part)
            : throw new ModelException(
                modelName, $"its input '{input.Name}' of {input.Rows} × {input.Columns} is not an encoding of architectures of '{metadata.Space.Name}'.")),
    ];

    /// <summary>Compares the graph that generates with the metadata.</summary>
    /// <exception cref="ModelException">They differ.</exception>
    public static void Generator(string modelName, InferenceSession session, GeneratorMetadata metadata, SearchSpace space)
    {
        Names(modelName, "inputs", session.InputMetadata.Keys, [GeneratorGraph.Condition, GeneratorGraph.Device, GeneratorGraph.Noise]);
        Names(modelName, "outputs", session.OutputMetadata.Keys, [GeneratorGraph.Choices]);
        Shape(modelName, GeneratorGraph.Condition, session.InputMetadata, TensorElementType.Float, metadata.Conditions);
        Shape(modelName, GeneratorGraph.Device, session.InputMetadata, TensorElementType.Float, metadata.References.Count);
        Shape(modelName, GeneratorGraph.Noise, session.InputMetadata, TensorElementType.Float, space.OneHotLength);
        Shape(modelName, GeneratorGraph.Choices, session.OutputMetadata, TensorElementType.Int64, space.Dimensions.Count);
    }

    /// <summary>Compares the graph that predicts costs with the metadata.</summary>
    /// <exception cref="ModelException">They differ.</exception>
    public static void Cost(string modelName, InferenceSession session, GeneratorMetadata metadata)
    {
        Names(modelName, "inputs", session.InputMetadata.Keys, [.. metadata.CostInputs.Select(input => input.Name), GeneratorGraph.Device]);
        Names(modelName, "outputs", session.OutputMetadata.Keys, [GeneratorGraph.Cost]);
        Shape(modelName, GeneratorGraph.Device, session.InputMetadata, TensorElementType.Float, metadata.References.Count);
        foreach (var input in metadata.CostInputs)
        {
            Shape(modelName, input.Name, session.InputMetadata, TensorElementType.Float, [.. input.DimensionsFor(1).Skip(1)]);
        }

        Shape(modelName, GeneratorGraph.Cost, session.OutputMetadata, TensorElementType.Float, metadata.CostMembers);
    }

    /// <summary>Compares the surrogate that predicts quality with the metadata.</summary>
    /// <exception cref="ModelException">They differ.</exception>
    public static void Quality(string modelName, SurrogateMetadata quality, GeneratorMetadata metadata)
    {
        if (quality is not { HasObjectives: true, Targets: [{ } target] } || target.Name != metadata.Quality.Name || target.Goal != metadata.Quality.Goal)
        {
            throw new ModelException(
                modelName, $"it predicts {string.Join(", ", quality.Targets.Select(one => one.Name))}, not the value of {metadata.Quality.Name} alone.");
        }

        if (quality.Space != metadata.Space)
        {
            throw new ModelException(modelName, $"it is of the space '{quality.Space.Name}' and differs in space or size from the generator of '{metadata.Space.Name}'.");
        }
    }

    static string? FaultOf(GeneratorMetadata metadata) => metadata switch
    {
        _ when !GeneratorKind.Names.Contains(metadata.Kind) => $"its metadata name the kind '{metadata.Kind}', not {string.Join(" or ", GeneratorKind.Names)}.",
        { Conditions: < 2 or > MostConditions } => $"its metadata have {metadata.Conditions} conditions, not 2 to {MostConditions}.",
        { CostMembers: < 1 or > MostMembers } => $"its metadata have {metadata.CostMembers} predictors of the cost, not 1 to {MostMembers}.",
        { CostInputs.Count: 0 } => "its metadata name no inputs of the cost.",
        { Devices.Count: 0 } => "its metadata name no devices.",
        { Shape: { Channels: < 1 } or { Height: < 1 } or { Width: < 1 } or { Classes: < 1 } } => "its metadata describe images without pixels or classes.",
        { Cost.Device: not null } or { Cost.Goal: not Core.Objectives.Goal.Minimise } => "its cost depends on a device, or is not minimised.",
        _ => null,
    };

    static string? FaultOfReferences(GeneratorMetadata metadata, SearchSpace space)
    {
        var seen = new HashSet<Architecture>();
        foreach (var text in metadata.References)
        {
            if (!space.TryParse(text, out var architecture, out var error))
            {
                return $"its reference '{text}' is not an architecture of '{space.Name}': {error}";
            }

            if (!seen.Add(space.Canonicalise(architecture)))
            {
                return $"its reference '{text}' occurs twice.";
            }
        }

        foreach (var device in metadata.Devices)
        {
            if (device.ReferenceValues.Count != metadata.References.Count)
            {
                return $"its device '{device.Name}' has {device.ReferenceValues.Count} values for {metadata.References.Count} references.";
            }

            try
            {
                DeviceEmbedding.Of(device.ReferenceValues);
            }
            catch (ArgumentException impossible)
            {
                return $"its device '{device.Name}' is invalid: {impossible.Message}";
            }
        }

        return null;
    }

    static void Names(string modelName, string role, IEnumerable<string> has, IEnumerable<string> said)
    {
        if (!has.Order(StringComparer.Ordinal).SequenceEqual(said.Order(StringComparer.Ordinal)))
        {
            throw new ModelException(modelName, $"its {role} are {string.Join(", ", has)}, not {string.Join(", ", said)}.");
        }
    }

    static void Shape(string modelName, string name, IReadOnlyDictionary<string, NodeMetadata> values, TensorElementType type, params long[] expected)
    {
        var value = values[name];
        if (!value.IsTensor || value.ElementDataType != type)
        {
            throw new ModelException(modelName, $"its '{name}' is not a tensor of {type}.");
        }

        // The first dimension is the batch, which ONNX Runtime gives as -1 if it is variable; other dimensions of outputs can be unknown too.
        if (value.Dimensions.Length != expected.Length + 1
            || value.Dimensions.Skip(1).Zip(expected).Any(dimension => dimension.First != -1 && dimension.First != dimension.Second)
            || value.Dimensions[0] != -1)
        {
            throw new ModelException(modelName, $"its '{name}' is {string.Join('×', value.Dimensions)}, not N×{string.Join('×', expected)}.");
        }
    }
}
