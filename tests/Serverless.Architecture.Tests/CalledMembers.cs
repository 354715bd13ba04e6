using System.Buffers.Binary;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Serverless.Architecture.Tests;

/// <summary>Every member that the code of a namespace calls, reads or creates, compiler-made state machines included.</summary>
static class CalledMembers
{
    static readonly OpCode[] OneByte = new OpCode[256];
    static readonly OpCode[] TwoByte = new OpCode[256];

    static CalledMembers()
    {
        foreach (var field in typeof(OpCodes).GetFields())
        {
            var code = (OpCode)field.GetValue(null)!;
            (code.Size == 1 ? OneByte : TwoByte)[code.Value & 0xFF] = code;
        }
    }

    /// <summary>Full names such as <c>System.DateTime.get_UtcNow</c>.</summary>
    public static IReadOnlySet<string> Of(AssemblyFile assembly, string namespaceName)
    {
        var metadata = assembly.Metadata;
        var names = new HashSet<string>();
        foreach (var type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Where(type => NamespaceOf(metadata, type) == namespaceName))
        {
            foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition))
            {
                Collect(metadata, assembly.Body(method), names);
            }
        }

        return names;
    }

    static void Collect(MetadataReader metadata, ReadOnlySpan<byte> body, HashSet<string> names)
    {
        for (var at = 0; at < body.Length;)
        {
            var code = body[at] == 0xFE ? TwoByte[body[at + 1]] : OneByte[body[at]];
            at += code.Size;
            var operand = body[at..];
            switch (code.OperandType)
            {
                case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok or OperandType.InlineType:
                    if (NameOf(metadata, MetadataTokens.EntityHandle(BinaryPrimitives.ReadInt32LittleEndian(operand))) is { } name)
                    {
                        names.Add(name);
                    }

                    at += 4;
                    break;
                case OperandType.InlineSwitch:
                    at += 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(operand));
                    break;
                default:
                    at += OperandSize(code.OperandType);
                    break;
            }
        }
    }

    static int OperandSize(OperandType type) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    static string? NameOf(MetadataReader metadata, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.MemberReference => MemberName(metadata, metadata.GetMemberReference((MemberReferenceHandle)handle)),
        HandleKind.MethodSpecification => NameOf(metadata, metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method),
        HandleKind.MethodDefinition => MethodName(metadata, metadata.GetMethodDefinition((MethodDefinitionHandle)handle)),
        HandleKind.TypeReference or HandleKind.TypeDefinition or HandleKind.TypeSpecification => TypeName(metadata, handle),
        _ => null,
    };

    static string MemberName(MetadataReader metadata, MemberReference member) =>
        $"{TypeName(metadata, member.Parent)}.{metadata.GetString(member.Name)}";

    static string MethodName(MetadataReader metadata, MethodDefinition method) =>
        $"{TypeName(metadata, method.GetDeclaringType())}.{metadata.GetString(method.Name)}";

    static string TypeName(MetadataReader metadata, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeReference:
                var reference = metadata.GetTypeReference((TypeReferenceHandle)handle);
                return Join(metadata.GetString(reference.Namespace), metadata.GetString(reference.Name));
            case HandleKind.TypeDefinition:
                var definition = metadata.GetTypeDefinition((TypeDefinitionHandle)handle);
                return Join(NamespaceOf(metadata, definition), metadata.GetString(definition.Name));
            case HandleKind.TypeSpecification:
                // A generic instance: 0x15 (GENERICINST), class or value type, then the generic type itself.
                var blob = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)handle).Signature);
                return blob.ReadByte() == 0x15 && blob.ReadByte() is 0x11 or 0x12 ? TypeName(metadata, blob.ReadTypeHandle()) : "";
            default:
                return "";
        }
    }

    static string NamespaceOf(MetadataReader metadata, TypeDefinition type)
    {
        while (type.GetDeclaringType() is { IsNil: false } outer)
        {
            type = metadata.GetTypeDefinition(outer);
        }

        return metadata.GetString(type.Namespace);
    }

    static string Join(string namespaceName, string name) => namespaceName.Length == 0 ? name : $"{namespaceName}.{name}";
}
