using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Serverless.Core.Tests.Contracts;

/// <summary>The JSON form of stored and sent contracts stays the same: each contract has a golden file.</summary>
public sealed class ContractTests
{
    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public static TheoryData<string> Names => [.. ContractSamples.All.Select(NameOf)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Serialise_Sample_IsWhatTheFileSays(string name) =>
        Indented(Serialise(Sample(name))).ShouldBe(File.ReadAllText(PathOf(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Deserialise_File_GivesTheSample(string name)
    {
        var type = Sample(name).GetType();

        var read = JsonSerializer.Deserialize(File.ReadAllText(PathOf(name)), type, CoreJson.Default).ShouldNotBeNull();

        Serialise(read).ShouldBe(Serialise(Sample(name)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Deserialise_UnknownField_PassesItOver(string name)
    {
        var json = JsonNode.Parse(File.ReadAllText(PathOf(name)))!;
        json["addedInALaterVersion"] = 1;

        var read = JsonSerializer.Deserialize(json.ToJsonString(), Sample(name).GetType(), CoreJson.Default).ShouldNotBeNull();

        Serialise(read).ShouldBe(Serialise(Sample(name)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Deserialise_EmptyObject_IsRefused(string name) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize("{}", Sample(name).GetType(), CoreJson.Default));

    [Theory]
    [MemberData(nameof(Names))]
    public void Deserialise_RequiredFieldsOnly_LeavesNoCollectionOut(string name)
    {
        var type = Sample(name).GetType();
        var json = JsonNode.Parse(File.ReadAllText(PathOf(name)))!.AsObject();
        foreach (var optional in type.GetProperties().Where(property => !IsRequired(type, property)))
        {
            json.Remove(JsonNamingPolicy.CamelCase.ConvertName(optional.Name));
        }

        var read = JsonSerializer.Deserialize(json.ToJsonString(), type, CoreJson.Default).ShouldNotBeNull();

        var nullability = new NullabilityInfoContext();
        type.GetProperties()
            .Where(property => nullability.Create(property).ReadState == NullabilityState.NotNull && property.GetValue(read) is null)
            .Select(property => property.Name).ShouldBeEmpty();
    }

    [Fact]
    public void Samples_AllContracts_AreThere() =>
        ContractSamples.All.Select(sample => Definition(sample.GetType())).ShouldBe(
            typeof(CoreJson).GetCustomAttributesData()
                .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
                .Select(attribute => Definition((Type)attribute.ConstructorArguments[0].Value!)).Distinct(),
            ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void Samples_EveryProperty_IsSet(string name)
    {
        var sample = Sample(name);

        sample.GetType().GetProperties().Where(property => property.GetValue(sample) is null)
            .Select(property => property.Name).ShouldBeEmpty();
    }

    static bool IsRequired(Type type, PropertyInfo property) =>
        property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute))
        || type.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => parameter.Name == property.Name));

    static object Sample(string name) => ContractSamples.All.First(sample => NameOf(sample) == name);

    /// <summary>A page is one contract, whatever it lists.</summary>
    static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    static string NameOf(object sample) => sample.GetType().Name.Split('`')[0];

    static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Contracts", name + ".json");

    static string Serialise(object value) => JsonSerializer.Serialize(value, value.GetType(), CoreJson.Default);

    static string Indented(string json) => JsonNode.Parse(json)!.ToJsonString(Readable) + "\n";
}
