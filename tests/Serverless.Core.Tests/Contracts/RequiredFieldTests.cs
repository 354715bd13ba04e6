using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Serverless.Core.Tests.Contracts;

public class RequiredFieldTests
{
    [Fact]
    public void Contracts_LeaveNullsOut_SoNoFieldThatMayBeNullIsRequired()
    {
        var read = typeof(CoreJson).GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
            .Select(attribute => (Type)attribute.ConstructorArguments[0].Value!);
        var (seen, open, faults) = (new HashSet<Type>(), new Queue<Type>(read), new List<string>());
        while (open.TryDequeue(out var type))
        {
            if (!seen.Add(type) || CoreJson.Default.GetTypeInfo(type) is not { } info)
            {
                continue;
            }

            new[] { info.ElementType, info.KeyType }.OfType<Type>().ToList().ForEach(open.Enqueue);
            foreach (var property in info.Properties)
            {
                open.Enqueue(property.PropertyType);
                if (IsRequired(property) && property.IsGetNullable && IsLeftOut(property))
                {
                    faults.Add($"{type.Name}.{property.Name}");
                }
            }
        }

        seen.Count.ShouldBeGreaterThan(100);
        faults.ShouldBeEmpty();
    }

    static bool IsRequired(JsonPropertyInfo property) =>
        property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false };

    static bool IsLeftOut(JsonPropertyInfo property) =>
        (!property.PropertyType.IsValueType || Nullable.GetUnderlyingType(property.PropertyType) is not null)
        && property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true).OfType<JsonIgnoreAttribute>().Any(ignore => ignore.Condition == JsonIgnoreCondition.Never) != true;
}
