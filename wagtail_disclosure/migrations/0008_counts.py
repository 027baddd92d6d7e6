import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('wagtail_disclosure', '0007_categories'),
    ]

    operations = [
        migrations.AddField(
            model_name='agency',
            name='counts_from_year',
            field=models.PositiveSmallIntegerField(blank=True, help_text='From this report year on its catalogue on this site is complete, and figures of its reports are counted from it. Empty: nothing is counted.', null=True, validators=[django.core.validators.MinValueValidator(2008), django.core.validators.MaxValueValidator(2100)], verbose_name='counts from report year'),
        ),
    ]
