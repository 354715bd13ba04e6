using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Serverless.Functions.Tests.Description;

/// <summary>The documentation comments of the assemblies beside this one.</summary>
static partial class XmlComments
{
    static readonly Dictionary<string, XElement> Members = Directory.EnumerateFiles(AppContext.BaseDirectory, "Serverless.*.xml")
        .SelectMany(file => XDocument.Load(file).Descendants("member"))
        .GroupBy(member => member.Attribute("name")!.Value)
        .ToDictionary(group => group.Key, group => group.First());

    /// <summary>What a type is; null when nothing is said.</summary>
    public static string? Of(Type type) => Text(Find(type)?.Element("summary"));

    /// <summary>What a function does.</summary>
    public static string? Of(MethodInfo method) => Text(Members.FirstOrDefault(member =>
        member.Key.StartsWith($"M:{Name(method.DeclaringType!)}.{method.Name}(", StringComparison.Ordinal)).Value?.Element("summary"));

    /// <summary>What a property holds: its own comment, or that of the parameter which a positional record has for it.</summary>
    public static string? Of(PropertyInfo property)
    {
        var type = property.DeclaringType!;
        var own = Members.GetValueOrDefault($"P:{Name(type)}.{property.Name}");
        var parameter = Find(type)?.Elements("param").FirstOrDefault(parameter => parameter.Attribute("name")?.Value == property.Name);
        return Text(own?.Element("value") ?? own?.Element("summary") ?? parameter);
    }

    static XElement? Find(Type type) => Members.GetValueOrDefault($"T:{Name(type)}");

    static string Name(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    static string? Text(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var text = string.Concat(element.Nodes().Select(node => node switch
        {
            XElement reference when reference.Attribute("cref") is { } cref => Camel(cref.Value.Split('(')[0].Split('.', ':')[^1]),
            XElement reference when reference.Attribute("name") is { } name => Camel(name.Value),
            XElement reference when reference.Attribute("langword") is { } word => word.Value,
            XElement code => code.Value,
            XText words => words.Value,
            _ => "",
        }));
        return Blanks().Replace(text, " ").Trim() is { Length: > 0 } told ? told : null;
    }

    static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
