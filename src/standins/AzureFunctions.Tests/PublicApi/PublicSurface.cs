using System.Globalization;
using System.Reflection;

namespace Serverless.StandIns.AzureFunctions.Tests;

/// <summary>Writes down the public surface of an assembly, one line a type or member, sorted.</summary>
static class PublicSurface
{
    const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // What the compiler makes for records and delegates, and what everything has.
    static readonly string[] Unlisted =
        ["Equals", "GetHashCode", "ToString", "<Clone>$", "Deconstruct", "PrintMembers", "op_Equality", "op_Inequality", "BeginInvoke", "EndInvoke", "get_EqualityContract"];

    public static IEnumerable<string> Of(Assembly assembly)
        => assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).SelectMany(OfType);

    /// <summary>The names of a type's public members, each once.</summary>
    public static IEnumerable<string> NamesOf(Type type)
        => type.GetMembers(Declared).Where(member => OfMember(member) is not null).Select(member => member.Name).Distinct();

    static IEnumerable<string> OfType(Type type)
    {
        var bases = new[] { type.BaseType }.Where(parent => parent is not null && parent != typeof(object) && !type.IsValueType && !type.IsEnum)
            .Concat(type.GetInterfaces().Where(parent => parent.Namespace != "System")).Select(parent => Name(parent!)).Order(StringComparer.Ordinal).ToList();
        yield return $"{Modifiers(type)} {type.Namespace}.{Name(type)}{(bases.Count > 0 ? " : " + string.Join(", ", bases) : "")}";
        foreach (var line in type.GetMembers(Declared).Select(OfMember).OfType<string>().Order(StringComparer.Ordinal))
        {
            yield return $"    {line}";
        }
    }

    static string Modifiers(Type type) => (type.IsInterface ? "interface"
        : type.IsEnum ? "enum"
        : type.IsValueType ? "struct"
        : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class")
        + (type.GetMethod("<Clone>$") is not null ? " (record)" : "");

    static string? OfMember(MemberInfo member) => member switch
    {
        ConstructorInfo constructor when IsSeen(constructor) => $"{Access(constructor)}.ctor({Parameters(constructor)})",
        MethodInfo method when IsSeen(method) && !Unlisted.Contains(method.Name) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
            => $"{Access(method)}{Name(method.ReturnType)} {method.Name}{Generic(method)}({Parameters(method)})",
        PropertyInfo property when property.GetMethod is { } getter && IsSeen(getter) && property.Name != "EqualityContract"
            => $"{Access(getter)}{Name(property.PropertyType)} {property.Name} {{ get;{Setter(property)} }}",
        PropertyInfo { GetMethod: null, SetMethod: { } setter } property when IsSeen(setter)
            => $"{Access(setter)}{Name(property.PropertyType)} {property.Name} {{{Setter(property)} }}",
        FieldInfo { IsSpecialName: false } field when field.IsPublic
            => $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}{(field.IsLiteral ? " = " + Value(field.GetRawConstantValue()) : "")}",
        _ => null,
    };

    static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    static string Access(MethodBase method)
        => (method.IsFamily ? "protected " : "") + (method.IsStatic ? "static " : method.IsAbstract ? "abstract " : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "");

    static string Setter(PropertyInfo property)
        => property.SetMethod is not { IsPublic: true } setter ? ""
            : setter.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit") ? " init;" : " set;";

    static string Generic(MethodInfo method)
        => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter
        => (parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")
            + $"{Name(parameter.ParameterType)} {parameter.Name}"
            + (parameter.HasDefaultValue ? $" = {Value(parameter.RawDefaultValue)}" : "")));

    static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    static string Name(Type type)
    {
        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        var name = type.IsNested && !type.IsGenericParameter ? $"{type.DeclaringType!.Name}.{type.Name}" : type.Name;
        return type.IsGenericType
            ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : name;
    }
}
