using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Serverless.Core;
using Serverless.Functions.Triggers.Http;
using Serverless.Spaces;
using Serverless.Spaces.Definitions;

namespace Serverless.Functions.Tests.Description;

/// <summary>Creates JSON Schemas (2020-12) of contracts from their types and comments, each type once.</summary>
/// <param name="place">The base path for references to the schemas of types, with a trailing slash.</param>
/// <param name="isWritten">
/// Whether the schemas describe what the platform writes, where fields with a value are always present, or what users write.
/// </param>
/// <param name="suffix">The suffix of the names of schemas, after those of types.</param>
sealed class ContractSchemas(string place, bool isWritten, string suffix = "")
{
    readonly Dictionary<string, Type> _types = [];

    /// <value>Type name to schema.</value>
    public SortedDictionary<string, JsonObject> Components { get; } = new(StringComparer.Ordinal);

    /// <summary>A reference to a type's schema, which is added with all it refers to; the schema itself where a type is no object.</summary>
    public JsonObject Of(Type type) => Of(type, nullability: null);

    JsonObject Of(Type type, NullabilityInfo? nullability)
    {
        var info = InfoOf(Nullable.GetUnderlyingType(type) ?? type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => Reference(info),
            JsonTypeInfoKind.Enumerable => new JsonObject { ["type"] = "array", ["items"] = Element(info, nullability) },
            JsonTypeInfoKind.Dictionary => new JsonObject { ["type"] = "object", ["additionalProperties"] = Element(info, nullability) },
            _ => Leaf(Nullable.GetUnderlyingType(type) ?? type),
        };
    }

    /// <summary>What stands in a list or map; null too where the type says so.</summary>
    JsonObject Element(JsonTypeInfo info, NullabilityInfo? nullability)
    {
        var element = nullability?.GenericTypeArguments.LastOrDefault() ?? nullability?.ElementType;
        var schema = Of(info.ElementType!, element);
        return element is { ReadState: NullabilityState.Nullable }
            ? new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) }
            : schema;
    }

    /// <summary>The name that a type's schema has.</summary>
    public static string NameOf(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ResultPage<>)
        ? $"{NameOf(type.GetGenericArguments()[0])}Page"
        : type.Name;

    JsonObject Reference(JsonTypeInfo info)
    {
        var name = NameOf(info.Type) + suffix;
        if (_types.TryAdd(name, info.Type))
        {
            Components[name] = [];
            Components[name] = Describe(info);
        }

        _types[name].ShouldBe(info.Type, $"two types are called {name}");
        return new JsonObject { ["$ref"] = place + name };
    }

    JsonObject Describe(JsonTypeInfo info)
    {
        var schema = new JsonObject { ["type"] = "object" };
        if (XmlComments.Of(info.Type) is { } summary)
        {
            schema["description"] = summary;
        }

        var (properties, required) = (new JsonObject(), new JsonArray());
        foreach (var property in info.Properties.Where(property => property.Get is not null))
        {
            var member = (PropertyInfo)property.AttributeProvider!;
            var described = Of(property.PropertyType, new NullabilityInfoContext().Create(member));
            if (XmlComments.Of(member) is { } value)
            {
                described["description"] = value;
            }

            properties[property.Name] = described;
            if (isWritten ? IsAlwaysWritten(property, member) : property.IsRequired)
            {
                required.Add(property.Name);
            }
        }

        schema["properties"] = properties;
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        return schema;
    }

    static bool IsAlwaysWritten(JsonPropertyInfo property, PropertyInfo member) =>
        member.GetCustomAttribute<JsonIgnoreAttribute>() is null
        && Nullable.GetUnderlyingType(property.PropertyType) is null
        && (property.PropertyType.IsValueType || !property.IsGetNullable);

    static JsonObject Leaf(Type type)
    {
        if (type.IsEnum)
        {
            return new JsonObject
            {
                ["type"] = "string",
                ["enum"] = new JsonArray([.. Enum.GetValues(type).Cast<object>().Distinct().Select(value => JsonNode.Parse(JsonSerializer.Serialize(value, InfoOf(type))))]),
            };
        }

        return type == typeof(bool) ? Typed("boolean")
            : type == typeof(int) ? Typed("integer", "int32")
            : type == typeof(long) ? Typed("integer", "int64")
            : type == typeof(double) || type == typeof(float) ? Typed("number", "double")
            : type == typeof(DateTimeOffset) || type == typeof(DateTime) ? Typed("string", "date-time")
            : type == typeof(TimeOnly) ? new JsonObject { ["type"] = "string", ["pattern"] = "^[0-2][0-9]:[0-5][0-9]$" }
            : type == typeof(JsonElement) ? []
            : type == typeof(DefinitionValue) ? DefinitionValueSchema()
            : type == typeof(ChoiceValue) ? new JsonObject { ["type"] = new JsonArray("number", "string", "boolean") }
            : Typed("string");
    }

    static JsonObject DefinitionValueSchema() => new()
    {
        ["anyOf"] = new JsonArray(
            Typed("string"),
            Typed("number"),
            Typed("boolean"),
            new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject
                {
                    ["times"] = new JsonObject
                    {
                        ["type"] = "array",
                        ["items"] = new JsonObject { ["type"] = new JsonArray("string", "number") },
                        ["minItems"] = 2,
                        ["maxItems"] = 8,
                    },
                },
                ["required"] = new JsonArray("times"),
                ["additionalProperties"] = false,
            }),
    };

    static JsonObject Typed(string type, string? format = null) =>
        format is null ? new JsonObject { ["type"] = type } : new JsonObject { ["type"] = type, ["format"] = format };

    static JsonTypeInfo InfoOf(Type type) => CoreJson.Default.GetTypeInfo(type) ?? FunctionsJson.Default.GetTypeInfo(type)
        ?? throw new ArgumentException($"{type} is in no contract.", nameof(type));
}
