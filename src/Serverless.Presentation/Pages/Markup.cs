using System.Globalization;
using System.Net;
using System.Text;

namespace Serverless.Presentation.Pages;

/// <summary>Builds HTML and SVG; interpolated values are escaped, or are numbers.</summary>
public sealed class Markup
{
    readonly StringBuilder _text = new();

    /// <summary>Appends a template; interpolated strings are escaped, numbers are written with two decimals, markup is inserted unchanged.</summary>
    public Markup Add(FormattableString template)
    {
        _text.AppendFormat(EscapingFormat.Instance, template.Format, template.GetArguments()).Append('\n');
        return this;
    }

    /// <summary>Appends a constant of this program unchanged; never use this for external text.</summary>
    public Markup AddRaw(string constant)
    {
        _text.Append(constant);
        return this;
    }

    /// <summary>Appends a template for each item.</summary>
    public Markup AddEach<T>(IEnumerable<T> items, Func<T, FormattableString> template)
    {
        foreach (var item in items)
        {
            Add(template(item));
        }

        return this;
    }

    public override string ToString() => _text.ToString();

    sealed class EscapingFormat : IFormatProvider, ICustomFormatter
    {
        public static EscapingFormat Instance { get; } = new();

        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? argument, IFormatProvider? formatProvider) => argument switch
        {
            null => "",
            Markup markup => markup.ToString(),
            double number => number.ToString(format ?? "0.##", CultureInfo.InvariantCulture),
            IFormattable value => WebUtility.HtmlEncode(value.ToString(format, CultureInfo.InvariantCulture)),
            _ => WebUtility.HtmlEncode(argument.ToString()) ?? "",
        };
    }
}
